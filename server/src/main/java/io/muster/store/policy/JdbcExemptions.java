package io.muster.store.policy;

import io.muster.governance.Exemption;
import io.muster.governance.Exemption.Approval;
import io.muster.governance.Exemption.End;
import io.muster.governance.Exemption.Scope;
import io.muster.governance.Exemption.State;
import io.muster.governance.Exemptions;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
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
    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration VERY_SOON = Duration.ofDays(3);
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

    public JdbcExemptions(Database roll) {
        this.roll = roll;
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
        return Sql.allOf(all);
    }

    @Override
    public long covered(String id) {
        return roll.read(session ->
                session.number(
                        "SELECT count(*) FROM (SELECT 1 FROM finding f WHERE f.excepted_n <> 0 AND"
                                + " f.excepted_n = (SELECT n FROM policy_exception WHERE id = ?)"
                                + " LIMIT ?) covered",
                        Ids.parse(id),
                        COVERED_MAX));
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
        return roll.read(session ->
                session.all(
                        WHERE
                                + """
                                (e.state IN ('requested', 'in-force') AND e.until <= ?)
                                 OR (e.state = 'in-force' AND e.until <= ? AND e.reminded = 0)
                                 OR (e.state = 'in-force' AND e.until <= ? AND e.reminded < 2)
                                ORDER BY e.until LIMIT ?
                                """,
                        row -> numbered(row).exemption(),
                        Times.micros(now),
                        Times.micros(now.plus(SOON)),
                        Times.micros(now.plus(VERY_SOON)),
                        limit));
    }

    @Override
    public void remind(Unit unit, Exemption it, Instant now) {
        boolean near = !it.until().isAfter(now.plus(VERY_SOON));
        Database.in(
                unit,
                session -> {
                    int reminded =
                            session.update(
                                    "UPDATE policy_exception SET reminded = ? WHERE id = ?"
                                            + " AND reminded < ? AND state = 'in-force'",
                                    near ? 2 : 1,
                                    Bytes.ofHex(it.id()),
                                    near ? 2 : 1);
                    if (reminded > 0) {
                        note(
                                session,
                                one(session, it.id()).number(),
                                now,
                                "muster",
                                near ? "ends-in-3-days" : "ends-in-14-days");
                    }
                    return reminded;
                });
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
