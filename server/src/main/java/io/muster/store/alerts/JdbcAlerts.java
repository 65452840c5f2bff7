package io.muster.store.alerts;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.model.Severity;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Alerts as rows.
public final class JdbcAlerts implements Alerts {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int COUNTED_MAX = 10_000;
    private static final int LEVEL_MAX = 2;
    private static final int REMOVED_AT_ONCE = 1_000;

    static final String COLUMNS =
            """
            a.n, a.kind, a.severity, a.about, a.about_id, a.title, a.threshold, a.message, a.remedy,
            a.places, a.places_in_all, t.id, a.level, a.raised\
            """;
    private static final String SELECT =
            "SELECT "
                    + COLUMNS
                    + ", a.state, a.acknowledged, a.acknowledged_by"
                    + " FROM alert a LEFT JOIN team t ON t.n = a.team_n WHERE ";

    private final Database roll;

    public JdbcAlerts(Database roll) {
        this.roll = roll;
    }

    @Override
    public boolean raise(Unit unit, Alert alert) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                        """
                                        INSERT INTO alert (id, kind, severity, about, about_id, title,
                                          threshold, message, remedy, places, places_in_all, team_n,
                                          level, raised)
                                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                                          coalesce((SELECT n FROM team WHERE id = ?), 0), ?, ?)
                                        ON CONFLICT (id) DO NOTHING
                                        """,
                                        alert.id(),
                                        alert.kind().toString(),
                                        Severities.number(alert.severity()),
                                        alert.about().kind().toString(),
                                        JdbcHappenings.cut(alert.about().id()),
                                        alert.about().title(),
                                        alert.threshold(),
                                        alert.message(),
                                        alert.remedy(),
                                        JSON.writeValueAsString(alert.places()),
                                        alert.placesInAll(),
                                        alert.team().orElse(""),
                                        level(session, alert),
                                        Times.micros(alert.raised()))
                                > 0);
    }

    /// How often the same was told and nobody said that they know. Of findings, the same is one
    /// opening of one rule; of what ends, the end; of a review, the review.
    private static long level(Session session, Alert alert) throws SQLException {
        boolean ends =
                switch (alert.kind()) {
                    case EXPIRY, AUTHORITY_EXPIRY, REVIEW_DUE, REVIEW_OVERDUE -> true;
                    case FINDING,
                            KEY_REUSE,
                            NEW_ISSUER,
                            UNEXPECTED_ISSUER,
                            ISSUANCE_SPIKE,
                            OWNER_CHANGED,
                            SOURCE_SILENT ->
                            false;
                };
        String same = ends ? "" : alert.threshold().replaceFirst(" \\(open .*", "");
        long before =
                session.number(
                        "SELECT count(*) FROM alert WHERE about_id = ? AND kind = ?"
                                + " AND acknowledged = 0 AND threshold LIKE ? ESCAPE '\\'",
                        JdbcHappenings.cut(alert.about().id()),
                        alert.kind().toString(),
                        Sql.prefix(same));
        return Math.min(before, LEVEL_MAX);
    }

    @Override
    public Listing list(Viewer viewer, Question question) {
        List<Sql> conditions = new ArrayList<>();
        question.state().ifPresent(it -> conditions.add(Sql.of("a.state = ?", it.toString())));
        question.kind().ifPresent(it -> conditions.add(Sql.of("a.kind = ?", it.toString())));
        if (!question.text().isEmpty()) {
            String part = Sql.part(question.text().toLowerCase(Locale.ROOT));
            conditions.add(
                    Sql.anyOf(
                            List.of(
                                    Sql.like("lower(a.title)", part),
                                    Sql.like("lower(a.message)", part))));
        }
        conditions.add(seen(viewer));
        Sql all = Sql.allOf(conditions);
        Sql page =
                Sql.of(SELECT)
                        .with(all)
                        .with(
                                Sql.of(
                                        " AND a.n < ? ORDER BY a.n DESC LIMIT ?",
                                        question.before().orElse(Times.NEVER),
                                        question.limit() + 1));
        Sql count =
                Sql.of("SELECT count(*) FROM (SELECT 1 FROM alert a WHERE ")
                        .with(all)
                        .with(Sql.of(" LIMIT ?) counted", COUNTED_MAX));
        return roll.read(session -> {
            List<Row> rows = session.all(page.text(), JdbcAlerts::row, page.values());
            boolean more = rows.size() > question.limit();
            return new Listing(
                    more ? rows.subList(0, question.limit()) : rows,
                    more,
                    session.number(count.text(), count.values()));
        });
    }

    private static Sql seen(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Everything _ -> Sql.TRUE;
            case Viewer.Teams it ->
                    Sql.of("a.team_n IN (SELECT m.n FROM team m WHERE ")
                            .with(Sql.isOneOf("m.id", List.copyOf(it.ids())))
                            .with(")");
        };
    }

    @Override
    public Optional<Row> find(Viewer viewer, String id) {
        Sql sql = Sql.of(SELECT).with(Sql.of("a.id = ? AND ", id)).with(seen(viewer));
        return roll.read(session -> session.first(sql.text(), JdbcAlerts::row, sql.values()));
    }

    private static Row row(io.muster.store.Row row) throws SQLException {
        return new Row(
                row.number(1),
                alert(row),
                State.named(row.text(15)).orElseThrow(),
                Times.known(row.number(16)),
                row.text(17));
    }

    /// From [#COLUMNS].
    static Alert alert(io.muster.store.Row row) throws SQLException {
        return new Alert(
                AlertKind.named(row.text(2)).orElseThrow(),
                Severities.of(row.number(3)).orElse(Severity.INFO),
                new About(
                        About.Kind.valueOf(row.text(4).toUpperCase(Locale.ROOT)),
                        row.text(5),
                        row.text(6)),
                row.text(7),
                row.text(8),
                row.text(9),
                JSON.readValue(row.text(10), new TypeReference<List<String>>() {}),
                row.number(11),
                row.some(12),
                (int) row.number(13),
                Times.instant(row.number(14)));
    }

    @Override
    public int acknowledge(Unit unit, String id, Actor actor, Instant now) {
        return Database.in(
                unit,
                session -> {
                    if (session.first("SELECT n FROM alert WHERE id = ?", row -> row.number(1), id)
                            .isEmpty()) {
                        throw new Refused(Refused.Kind.UNKNOWN, "there is no alert " + id);
                    }
                    return session.update(
                            """
                            UPDATE alert SET state = 'acknowledged', acknowledged = ?,
                                   acknowledged_by = ?, again_at = 9223372036854775807
                             WHERE acknowledged = 0
                               AND n <= (SELECT x.n FROM alert x WHERE x.id = ?)
                               AND about_id = (SELECT x.about_id FROM alert x WHERE x.id = ?)
                               AND kind = (SELECT x.kind FROM alert x WHERE x.id = ?)
                            """,
                            Times.micros(now),
                            actor.name(),
                            id,
                            id,
                            id);
                });
    }

    @Override
    public int tidy(Unit unit, Instant before) {
        return Database.in(
                unit,
                session ->
                        session.update(
                                "DELETE FROM alert WHERE n IN (SELECT r.n FROM"
                                        + " (SELECT n, raised FROM alert ORDER BY n LIMIT ?) r"
                                        + " WHERE r.raised < ?)",
                                REMOVED_AT_ONCE,
                                Times.micros(before)));
    }
}
