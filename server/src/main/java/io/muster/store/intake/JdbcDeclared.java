package io.muster.store.intake;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.declared.Declared;
import io.muster.inventory.declared.DeclaredLine;
import io.muster.inventory.intake.Runs;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.PresentReader;
import io.muster.store.roll.TeamRows;
import io.muster.unit.Unit;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Declared lists beside the roll that they are held against.
public final class JdbcDeclared implements Declared {
    private static final int SWEPT = 500;
    private static final String SELECT =
            """
            SELECT l.id, l.name, coalesce(t.id, ''), coalesce(t.name, ''), l.lines, l.unusable,
                   l.uploaded, l.actor, l.pass, l.compared, l.known, l.unknown, l.missing, l.repeated,
                   l.version
              FROM declared_list l LEFT JOIN team t ON t.n = l.team_n WHERE l.edition > 0
            """;

    private final Database database;

    public JdbcDeclared(Database database) {
        this.database = database;
    }

    @Override
    public List<Summary> all() {
        return database.read(
                session -> session.all(SELECT + " ORDER BY l.id", JdbcDeclared::summary));
    }

    @Override
    public Optional<Summary> find(String id) {
        return database.read(
                session -> session.first(SELECT + " AND l.id = ?", JdbcDeclared::summary, id));
    }

    private static Summary summary(Row row) throws SQLException {
        boolean compared = row.number(9) != 0;
        return new Summary(
                row.text(1),
                row.text(2),
                TeamRows.named(row, 3),
                row.number(5),
                row.number(6),
                Times.instant(row.number(7)),
                row.text(8),
                compared ? Optional.of(Times.instant(row.number(10))) : Optional.empty(),
                compared
                        ? Optional.of(
                                new Counts(
                                        row.number(11),
                                        row.number(12),
                                        row.number(13),
                                        row.number(14)))
                        : Optional.empty(),
                row.number(15));
    }

    @Override
    public void put(Unit unit, String id, long edition, List<DeclaredLine> lines, Instant now) {
        Database.in(
                unit,
                session -> {
                    session.update(
                            """
                            INSERT INTO declared_list (id, name, uploaded, actor, version)
                            VALUES (?, ?, ?, '', 0) ON CONFLICT (id) DO NOTHING
                            """,
                            id,
                            id,
                            Times.micros(now));
                    long list = number(session, id);
                    for (DeclaredLine line : lines) {
                        session.update(
                                "INSERT INTO declared_line (list_n, line, document, edition)"
                                        + " VALUES (?, ?, ?, ?)",
                                list,
                                line.number(),
                                Kept.text(line.facts()),
                                edition);
                    }
                    return list;
                });
    }

    @Override
    public void adopt(Unit unit, Naming naming, Edition edition, Actor actor, Instant now) {
        Database.in(
                unit,
                session -> {
                    long team = naming.team().isEmpty() ? 0 : team(session, naming.team().get());
                    long list = number(session, naming.id());
                    long lines =
                            session.number(
                                    "SELECT count(*) FROM declared_line"
                                            + " WHERE list_n = ? AND edition = ?",
                                    list,
                                    edition.number());
                    int changed =
                            session.update(
                                    """
                                    UPDATE declared_list SET name = ?, team_n = ?, uploaded = ?, actor = ?,
                                           edition = ?, lines = ?, unusable = ?, pass = 0, compared = 0,
                                           version = version + 1
                                     WHERE n = ? AND version = ?
                                    """,
                                    naming.name(),
                                    team,
                                    Times.micros(now),
                                    actor.name(),
                                    edition.number(),
                                    edition.lines(),
                                    edition.unusable(),
                                    list,
                                    edition.seen());
                    if (changed == 0 || lines != edition.lines()) {
                        throw stale(naming.id());
                    }
                    return changed;
                });
    }

    private static Refused stale(String id) {
        return new Refused(
                Refused.Kind.STALE, "the list " + id + " was changed meanwhile; read it again");
    }

    private static long team(Session session, String id) throws SQLException {
        return TeamRows.number(session, id)
                .orElseThrow(
                        () -> new Refused(Refused.Kind.INVALID, "there is no team '" + id + "'"));
    }

    private static long number(Session session, String id) throws SQLException {
        return session.first("SELECT n FROM declared_list WHERE id = ?", row -> row.number(1), id)
                .orElseThrow(() -> new Refused(Refused.Kind.UNKNOWN, "there is no such list"));
    }

    @Override
    public void remove(Unit unit, String id, long version, Actor actor, Instant now) {
        Database.in(
                unit,
                session -> {
                    long list = number(session, id);
                    if (session.update(
                                    "DELETE FROM declared_list WHERE n = ? AND version = ?",
                                    list,
                                    version)
                            == 0) {
                        throw stale(id);
                    }
                    return session.update("DELETE FROM declared_delta WHERE list_n = ?", list);
                });
    }

    @Override
    public List<Due> due() {
        return database.read(session ->
                session.all(
                        """
                        SELECT l.id, l.edition, coalesce(t.id, '')
                          FROM declared_list l LEFT JOIN team t ON t.n = l.team_n
                         WHERE l.edition > 0 AND (l.pass = 0 OR l.compared <=
                               (SELECT coalesce(max(r.ended), 0) FROM run r WHERE r.state = 'completed'))
                         ORDER BY l.id
                        """,
                        row -> new Due(row.text(1), row.number(2), row.some(3))));
    }

    @Override
    public List<DeclaredLine> lines(String id, long after, int limit) {
        return database.read(session ->
                session.all(
                        """
                        SELECT d.line, d.document FROM declared_list l
                          JOIN declared_line d ON d.list_n = l.n AND d.edition = l.edition
                         WHERE l.id = ? AND d.line > ? ORDER BY d.line LIMIT ?
                        """,
                        row -> line(row.number(1), row.text(2)),
                        id,
                        after,
                        limit));
    }

    static DeclaredLine line(long number, String document) {
        try {
            return DeclaredLine.of(number, Kept.facts(document));
        } catch (Malformed e) {
            throw new IllegalStateException("a declared line was changed by somebody else", e);
        }
    }

    @Override
    public List<Present> present(long after, int limit) {
        return database.read(session -> new PresentReader(session).after(after, limit));
    }

    @Override
    public void mean(Unit unit, String id, long pass, List<Meaning> meanings) {
        Database.in(
                unit,
                session -> {
                    Optional<Long> list =
                            session.first(
                                    "SELECT n FROM declared_list WHERE id = ?",
                                    row -> row.number(1),
                                    id);
                    for (Meaning it : list.isEmpty() ? List.<Meaning>of() : meanings) {
                        session.update(
                                """
                                INSERT INTO declared_meaning (list_n, pass, line, kind, rule, credential_n)
                                VALUES (?, ?, ?, ?, ?, ?)
                                """,
                                list.get(),
                                pass,
                                it.line(),
                                it.kind().toString(),
                                it.rule(),
                                it.credential());
                    }
                    return list;
                });
    }

    @Override
    public boolean compared(Unit unit, Due due, long pass, Counts counts, Instant began) {
        return Database.in(
                unit,
                session -> {
                    int changed =
                            session.update(
                                    """
                                    UPDATE declared_list SET pass = ?, compared = ?, known = ?, unknown = ?,
                                           missing = ?, repeated = ?
                                     WHERE id = ? AND edition = ? AND pass < ?
                                    """,
                                    pass,
                                    Times.micros(began),
                                    counts.known(),
                                    counts.unknown(),
                                    counts.missing(),
                                    counts.repeated(),
                                    due.id(),
                                    due.edition(),
                                    pass);
                    if (changed > 0) {
                        note(session, number(session, due.id()), counts, Times.micros(began));
                    }
                    return changed > 0;
                });
    }

    /// A trend is where something changes.
    private static void note(Session session, long list, Counts counts, long at)
            throws SQLException {
        Optional<Delta> last =
                session.first(
                        "SELECT at, known, unknown, missing FROM declared_delta WHERE list_n = ?"
                                + " ORDER BY at DESC LIMIT 1",
                        JdbcDeclared::delta,
                        list);
        boolean same =
                last.isPresent()
                        && last.get().known() == counts.known()
                        && last.get().unknown() == counts.unknown()
                        && last.get().missing() == counts.missing();
        if (!same) {
            session.update(
                    "INSERT INTO declared_delta (list_n, at, known, unknown, missing)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (list_n, at) DO NOTHING",
                    list,
                    at,
                    counts.known(),
                    counts.unknown(),
                    counts.missing());
        }
    }

    @Override
    public int sweep(Unit unit) {
        String gone =
                """
                DELETE FROM %s WHERE n IN (SELECT d.n FROM %s d
                  LEFT JOIN declared_list l ON l.n = d.list_n
                 WHERE l.n IS NULL OR d.%s < l.%s LIMIT ?)
                """;
        return Database.in(
                unit,
                session ->
                        session.update(
                                        gone.formatted(
                                                "declared_line",
                                                "declared_line",
                                                "edition",
                                                "edition"),
                                        SWEPT)
                                + session.update(
                                        gone.formatted(
                                                "declared_meaning",
                                                "declared_meaning",
                                                "pass",
                                                "pass"),
                                        SWEPT));
    }

    @Override
    public List<Runs.Numbered<Item>> items(
            Viewer viewer, String id, Kind kind, long after, int limit) {
        return database.read(
                session -> new DeclaredItems(session, viewer).of(id, kind, after, limit));
    }

    @Override
    public List<Delta> trend(String id, int limit) {
        return database.read(session ->
                session.all(
                        """
                        SELECT d.at, d.known, d.unknown, d.missing FROM declared_list l
                          JOIN declared_delta d ON d.list_n = l.n
                         WHERE l.id = ? ORDER BY d.at DESC LIMIT ?
                        """,
                        JdbcDeclared::delta,
                        id,
                        limit));
    }

    private static Delta delta(Row row) throws SQLException {
        return new Delta(Times.instant(row.number(1)), row.number(2), row.number(3), row.number(4));
    }
}
