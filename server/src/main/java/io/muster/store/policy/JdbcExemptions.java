package io.muster.store.policy;

import io.muster.governance.Exemption;
import io.muster.governance.Exemption.Approval;
import io.muster.governance.Exemption.End;
import io.muster.governance.Exemption.Scope;
import io.muster.governance.Exemption.State;
import io.muster.governance.Exemptions;
import io.muster.governance.Notice;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.alerts.JdbcAlerts;
import io.muster.store.query.Predicate;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Exceptions, from a database.
public final class JdbcExemptions implements Exemptions {
    private static final String SELECT =
            """
            SELECT e.n, e.id, e.rule, e.scope, e.target, e.reason, e.until, e.state, e.requested_by,
              e.requested, e.approved_by, e.approved, e.secured_by, e.secured, e.ended_by, e.ended,
              e.note, e.version
            FROM policy_exception e
            """;
    private static final String WHERE = SELECT + "WHERE ";
    private static final String EVENT =
            "SELECT v.n, e.id, v.at, v.actor, v.kind FROM exception_event v"
                    + " JOIN policy_exception e ON e.n = v.exception_n WHERE ";

    private final Database roll;
    private final JdbcAlerts alerts;

    public JdbcExemptions(Database roll) {
        this.roll = roll;
        this.alerts = new JdbcAlerts(roll);
    }

    @Override
    public Exemption request(Unit unit, Wish wish, Instant now) {
        check(wish, now);
        return Database.in(
                unit,
                session -> {
                    ExemptionTarget.Found found =
                            new ExemptionTarget(session, Times.micros(now)).find(wish);
                    session.update(
                            """
                            INSERT INTO policy_exception (id, rule, scope, target, target_n,
                              reason, until, state, requested_by, requested)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            Bytes.ofHex(wish.id()),
                            found.rule(),
                            word(wish.scope()),
                            found.target(),
                            found.n(),
                            wish.reason(),
                            Times.micros(wish.until()),
                            word(State.REQUESTED),
                            wish.person(),
                            Times.micros(now));
                    Numbered kept = one(session, wish.id());
                    note(session, kept.number(), now, wish.person(), "requested");
                    alerts.raise(unit, notice(session, kept).requested(now));
                    return kept.exemption();
                });
    }

    private static void check(Wish wish, Instant now) {
        if (wish.reason().isBlank() || wish.reason().length() > 2000) {
            throw invalid("an exception needs a reason of 1 to 2,000 characters");
        }
        if (!wish.until().isAfter(now) || wish.until().isAfter(now.plus(LONGEST))) {
            throw invalid("an exception ends within 365 days from now");
        }
    }

    private static Refused invalid(String reason) {
        return new Refused(Refused.Kind.INVALID, reason);
    }

    @Override
    public Exemption keep(Unit unit, Exemption it, String actor, Instant now) {
        return Database.in(
                unit,
                session -> {
                    int kept =
                            session.update(
                                    """
                                    UPDATE policy_exception SET state = ?, approved_by = ?,
                                      approved = ?, secured_by = ?, secured = ?, ended_by = ?,
                                      ended = ?, note = ?, version = ?,
                                      spread = CASE WHEN state <> ? AND (state = 'in-force' OR ? = 'in-force')
                                        THEN 0 ELSE spread END
                                    WHERE id = ? AND version = ?
                                    """,
                                    word(it.state()),
                                    it.approved().map(Approval::by).orElse(""),
                                    micros(it.approved().map(Approval::at)),
                                    it.secured().map(Approval::by).orElse(""),
                                    micros(it.secured().map(Approval::at)),
                                    it.ended().map(End::by).orElse(""),
                                    micros(it.ended().map(End::at)),
                                    it.ended().map(End::note).orElse(""),
                                    it.version(),
                                    word(it.state()),
                                    word(it.state()),
                                    Bytes.ofHex(it.id()),
                                    it.version() - 1);
                    if (kept == 0) {
                        throw new Refused(
                                Refused.Kind.STALE,
                                "the exception was changed meanwhile; read it again");
                    }
                    Numbered one = one(session, it.id());
                    String kind = it.state() == State.REQUESTED ? "approved" : word(it.state());
                    note(session, one.number(), now, actor, kind);
                    notice(session, one).became(now).ifPresent(alert -> alerts.raise(unit, alert));
                    return one.exemption();
                });
    }

    private static long micros(Optional<Instant> at) {
        return at.map(Times::micros).orElse(Times.NOT_YET);
    }

    private static void note(Session session, long n, Instant now, String actor, String kind)
            throws SQLException {
        session.update(
                "INSERT INTO exception_event (exception_n, at, actor, kind) VALUES (?, ?, ?, ?)",
                n,
                Times.micros(now),
                actor,
                kind);
    }

    private static Numbered one(Session session, String id) throws SQLException {
        return session.first(WHERE + "e.id = ?", JdbcExemptions::numbered, Ids.parse(id))
                .orElseThrow();
    }

    @Override
    public Optional<Exemption> find(Viewer viewer, String id) {
        Sql sql =
                Sql.of(WHERE + "e.id = ? AND ", Ids.parse(id)).with(ExemptionTarget.seenBy(viewer));
        return roll.read(session ->
                session.first(sql.text(), JdbcExemptions::numbered, sql.values())
                        .map(Numbered::exemption));
    }

    @Override
    public List<Numbered> list(Viewer viewer, Filter filter, OptionalLong before, int limit) {
        Sql sql =
                Sql.of(WHERE)
                        .with(where(viewer, filter))
                        .with(
                                Sql.of(
                                        " AND e.n < ? ORDER BY e.n DESC LIMIT ?",
                                        before.orElse(Long.MAX_VALUE),
                                        limit));
        return roll.read(
                session -> session.all(sql.text(), JdbcExemptions::numbered, sql.values()));
    }

    @Override
    public long count(Viewer viewer, Filter filter) {
        Sql sql =
                Sql.of("SELECT count(*) FROM policy_exception e WHERE ")
                        .with(where(viewer, filter));
        return roll.read(session -> session.number(sql.text(), sql.values()));
    }

    private static Sql where(Viewer viewer, Filter filter) {
        List<Sql> all = new ArrayList<>(List.of(ExemptionTarget.seenBy(viewer)));
        if (!filter.states().isEmpty()) {
            all.add(
                    Sql.isOneOf(
                            "e.state",
                            filter.states().stream().map(JdbcExemptions::word).toList()));
        }
        filter.rule().ifPresent(it -> all.add(Sql.of("e.rule = ?", it)));
        filter.target().ifPresent(it -> all.add(Sql.of("e.target = ?", it)));
        if (filter.target().isPresent() && viewer instanceof Viewer.Teams) {
            // Who may not read a query does not learn it by guessing.
            all.add(Sql.of("e.scope <> 'query'"));
        }
        return Sql.allOf(all);
    }

    @Override
    public long covered(Viewer viewer, String id) {
        Sql mine =
                io.muster.store.query.Scope.ofFinding(viewer)
                        .map(Predicate::check)
                        .orElse(Sql.TRUE);
        Sql sql =
                Sql.of(
                                "SELECT count(*) FROM (SELECT 1 FROM finding f WHERE f.excepted_n <> 0 AND"
                                        + " f.excepted_n = (SELECT n FROM policy_exception WHERE id = ?)"
                                        + " AND ",
                                Ids.parse(id))
                        .with(mine)
                        .with(Sql.of(" LIMIT ?) covered", COVERED_MAX));
        return roll.read(session -> session.number(sql.text(), sql.values()));
    }

    @Override
    public List<Event> events(long number, int limit) {
        return roll.read(session ->
                session.all(
                        EVENT + "v.n > ? ORDER BY v.n LIMIT ?",
                        JdbcExemptions::event,
                        number,
                        limit));
    }

    @Override
    public List<Event> events(String id) {
        return roll.read(session ->
                session.all(EVENT + "e.id = ? ORDER BY v.n", JdbcExemptions::event, Ids.parse(id)));
    }

    private static Event event(Row row) throws SQLException {
        return new Event(
                row.number(1), row.hex(2), Times.instant(row.number(3)), row.text(4), row.text(5));
    }

    @Override
    public List<Exemption> due(Instant now, int limit) {
        List<Sql> due = new ArrayList<>();
        due.add(Sql.of("e.state IN ('requested', 'in-force') AND e.until <= ?", Times.micros(now)));
        for (Reminder it : Reminder.values()) {
            due.add(
                    Sql.of(
                            "e.state = 'in-force' AND e.reminded < ? AND e.until <= ?",
                            told(it),
                            Times.micros(now.plus(Duration.ofDays(it.days())))));
        }
        Sql sql =
                Sql.of(WHERE).with(Sql.anyOf(due)).with(Sql.of(" ORDER BY e.until LIMIT ?", limit));
        return roll.read(
                session -> session.all(sql.text(), row -> numbered(row).exemption(), sql.values()));
    }

    /// Of one that was shorter from the beginning everybody knows that it is.
    private static boolean beganBefore(Exemption it, Reminder reminder) {
        Instant at = it.until().minus(Duration.ofDays(reminder.days()));
        return it.inForceSince().filter(at::isAfter).isPresent();
    }

    /// As `reminded` counts.
    private static long told(Reminder reminder) {
        return switch (reminder) {
            case TWO_WEEKS -> 1;
            case WEEK -> 2;
            case THREE_DAYS -> 3;
            case DAY -> 4;
        };
    }

    @Override
    public void remind(Unit unit, Exemption it, Instant now) {
        Reminder.passed(it.until(), now).ifPresent(reminder -> remind(unit, it, reminder, now));
    }

    private void remind(Unit unit, Exemption it, Reminder reminder, Instant now) {
        Database.in(
                unit,
                session -> {
                    int reminded =
                            session.update(
                                    "UPDATE policy_exception SET reminded = ? WHERE id = ?"
                                            + " AND reminded < ? AND state = 'in-force'",
                                    told(reminder),
                                    Bytes.ofHex(it.id()),
                                    told(reminder));
                    if (reminded > 0 && beganBefore(it, reminder)) {
                        Numbered one = one(session, it.id());
                        note(session, one.number(), now, "muster", reminder.toString());
                        alerts.raise(unit, notice(session, one).ending(reminder, now));
                    }
                    return reminded;
                });
    }

    /// What it is about, and whose that is.
    private static Notice notice(Session session, Numbered it) throws SQLException {
        Exemption exemption = it.exemption();
        long n = session.number("SELECT target_n FROM policy_exception WHERE n = ?", it.number());
        ExemptionTarget.Owned owned =
                new ExemptionTarget(session, Times.NOT_YET)
                        .owned(exemption.scope(), exemption.target(), n);
        Optional<String> asked =
                session.first(
                        "SELECT t.id FROM person p JOIN team t ON t.n = p.team_n"
                                + " WHERE p.id = ?",
                        row -> row.text(1),
                        exemption.requestedBy().replaceFirst("^person:", ""));
        return new Notice(exemption, owned.title(), owned.team().or(() -> asked));
    }

    @Override
    public boolean isSpreading() {
        return roll.read(session ->
                session.first(
                                "SELECT n FROM policy_exception WHERE spread < 9223372036854775807"
                                        + " LIMIT 1",
                                row -> row.number(1))
                        .isPresent());
    }

    @Override
    public boolean spread(Unit unit, Instant now) {
        return Database.in(unit, session -> new Spreading(session, Times.micros(now)).step());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Numbered numbered(Row row) throws SQLException {
        return new Numbered(
                row.number(1),
                new Exemption(
                        row.hex(2),
                        row.text(3),
                        constant(Scope.class, row.text(4)),
                        row.text(5),
                        row.text(6),
                        Times.instant(row.number(7)),
                        constant(State.class, row.text(8)),
                        row.text(9),
                        Times.instant(row.number(10)),
                        approval(row, 11),
                        approval(row, 13),
                        end(row),
                        row.number(18)));
    }

    private static Optional<Approval> approval(Row row, int column) throws SQLException {
        String by = row.text(column);
        Instant at = Times.instant(row.number(column + 1));
        return by.isEmpty() ? Optional.empty() : Optional.of(new Approval(by, at));
    }

    private static Optional<End> end(Row row) throws SQLException {
        End end = new End(row.text(15), Times.instant(row.number(16)), row.text(17));
        return end.by().isEmpty() ? Optional.empty() : Optional.of(end);
    }
}
