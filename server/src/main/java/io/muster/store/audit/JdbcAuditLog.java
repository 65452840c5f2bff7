package io.muster.store.audit;

import io.muster.audit.Archive;
import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Verification;
import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.SignedNote;
import io.muster.merkle.Tile;
import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.unit.Unit;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The audit log in the authority's database.
///
/// Who appends holds the row of the head until their unit ends, so that entries follow one another
/// on any number of nodes.
public final class JdbcAuditLog implements Archive {
    private static final int PAGE = 1000;
    private static final int LEVELS_A_TILE = 8;

    /// So many entries around a time are looked at: what is decided at once is recorded at once,
    /// but for a moment.
    private static final int OUT_OF_ORDER_MAX = 100;

    /// The first entry that has bytes: they go from the first on, and never all of them.
    private static final String FIRST_KEPT =
            "SELECT coalesce(max(next), 0) FROM audit_follower WHERE name = 'audit:forgotten'";

    private static final String FRONTIER = "SELECT size, peaks FROM audit_head WHERE one = 1";

    private final Database database;

    public JdbcAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public Entry append(Unit unit, Decision decision) {
        return Database.in(unit, session -> append(session, decision));
    }

    private static Entry append(Session session, Decision decision) throws SQLException {
        // Not read first: the row is ours from here on, and nobody else counts on from it.
        Frontier before =
                session.first(
                                "UPDATE audit_head SET size = size WHERE one = 1"
                                        + " RETURNING size, peaks",
                                JdbcAuditLog::frontier)
                        .orElseThrow();
        Entry entry = new Entry(before.size(), decision);
        Bytes encoded = entry.encoded();
        TreeHash hash = TreeHash.ofEntry(encoded);
        session.update(
                """
                INSERT INTO audit_entry (n, encoded, hash, at, actor, action, subject)
                VALUES (?, ?, ?, ?, ?, ?, ?)\
                """,
                entry.index(),
                encoded,
                hash.digest(),
                micros(decision.at()),
                decision.actor(),
                decision.action(),
                decision.subject());
        Frontier.Growth growth = before.append(hash);
        for (Frontier.Subtree it : growth.completed()) {
            if (it.level() > 0 && it.level() % LEVELS_A_TILE == 0) {
                session.update(
                        "INSERT INTO audit_subtree (level, n, hash) VALUES (?, ?, ?)",
                        it.level(),
                        it.index(),
                        it.hash().digest());
            }
        }
        session.update(
                "UPDATE audit_head SET size = ?, peaks = ? WHERE one = 1",
                growth.frontier().size(),
                growth.frontier().encoded());
        return entry;
    }

    @Override
    public Frontier head() {
        return database.read(
                session -> session.first(FRONTIER, JdbcAuditLog::frontier).orElseThrow());
    }

    @Override
    public void seal(Unit unit, Checkpoint checkpoint, SignedNote note, Instant at) {
        Database.in(
                unit,
                session ->
                        session.update(
                                """
                                INSERT INTO audit_checkpoint (size, at, note) VALUES (?, ?, ?)
                                ON CONFLICT (size) DO NOTHING\
                                """,
                                checkpoint.size(),
                                micros(at),
                                note.toString()));
    }

    @Override
    public Optional<SignedNote> newest() {
        return database.read(session ->
                session.first(
                        "SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1",
                        JdbcAuditLog::note));
    }

    @Override
    public List<SignedNote> checkpoints() {
        return database.read(session ->
                session.all("SELECT note FROM audit_checkpoint ORDER BY size", JdbcAuditLog::note));
    }

    @Override
    public void each(Consumer<Verification.Kept> reader) {
        each(0, Long.MAX_VALUE, reader);
    }

    @Override
    public void each(long from, long to, Consumer<Verification.Kept> reader) {
        List<Verification.Kept> page = kept(from, to);
        while (!page.isEmpty()) {
            page.forEach(reader);
            page = kept(page.getLast().index() + 1, to);
        }
    }

    @Override
    public long firstKept() {
        return database.read(session -> session.number(FIRST_KEPT));
    }

    @Override
    public int forget(Unit unit, long end) {
        return Database.in(
                unit,
                session -> {
                    int gone =
                            session.update(
                                    """
                                    UPDATE audit_entry
                                    SET encoded = ?, actor = '', action = '', subject = ''
                                    WHERE n >= (%s) AND n < ?\
                                    """
                                            .formatted(FIRST_KEPT),
                                    Bytes.of(new byte[0]),
                                    end);
                    session.update(
                            """
                            INSERT INTO audit_follower (name, next) VALUES ('audit:forgotten', ?)
                            ON CONFLICT (name) DO UPDATE SET next = excluded.next\
                            """,
                            end);
                    return gone;
                });
    }

    private List<Verification.Kept> kept(long from, long to) {
        return database.read(session ->
                session.all(
                        """
                        SELECT n, encoded, hash FROM audit_entry
                        WHERE n >= ? AND n < ? ORDER BY n LIMIT ?\
                        """,
                        row ->
                                new Verification.Kept(
                                        row.number(1),
                                        Bytes.of(row.bytes(2)),
                                        new TreeHash(Bytes.of(row.bytes(3)))),
                        from,
                        to,
                        PAGE));
    }

    @Override
    public Optional<SignedNote> signed(long above, long size) {
        return database.read(session ->
                session.first(
                        """
                        SELECT note FROM audit_checkpoint
                        WHERE size > ? AND size <= ? ORDER BY size DESC LIMIT 1\
                        """,
                        JdbcAuditLog::note,
                        above,
                        size));
    }

    @Override
    public long firstSince(Instant time) {
        return database.read(session ->
                session.number(
                        """
                        SELECT coalesce(min(n), (SELECT size FROM audit_head WHERE one = 1))
                        FROM (SELECT n FROM audit_entry WHERE at >= ? ORDER BY at LIMIT ?) q\
                        """,
                        micros(time),
                        OUT_OF_ORDER_MAX));
    }

    @Override
    public long endBefore(Instant time) {
        return database.read(session ->
                session.number(
                        """
                        SELECT coalesce(max(n) + 1, 0)
                        FROM (SELECT n FROM audit_entry WHERE at < ? ORDER BY at DESC LIMIT ?) q\
                        """,
                        micros(time),
                        OUT_OF_ORDER_MAX));
    }

    @Override
    public Optional<Bytes> tile(Tile tile) {
        return database.read(session -> {
            long size = session.first(FRONTIER, JdbcAuditLog::frontier).orElseThrow().size();
            if (!tile.isIn(size)) {
                return Optional.empty();
            }
            if (tile.kind() == Tile.Kind.ENTRIES && tile.firstHash() < session.number(FIRST_KEPT)) {
                return Optional.empty();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            switch (tile.kind()) {
                case ENTRIES -> entries(session, tile, out);
                case HASHES -> hashes(session, tile, out);
            }
            return Optional.of(Bytes.of(out.toByteArray()));
        });
    }

    private static void entries(Session session, Tile tile, ByteArrayOutputStream out)
            throws SQLException {
        session.each(
                "SELECT encoded FROM audit_entry WHERE n >= ? ORDER BY n LIMIT ?",
                row -> {
                    byte[] entry = row.bytes(1);
                    out.write(entry.length >> 8);
                    out.write(entry.length);
                    out.writeBytes(entry);
                },
                tile.firstHash(),
                tile.width());
    }

    private static void hashes(Session session, Tile tile, ByteArrayOutputStream out)
            throws SQLException {
        if (tile.level() == 0) {
            session.each(
                    "SELECT hash FROM audit_entry WHERE n >= ? ORDER BY n LIMIT ?",
                    row -> out.writeBytes(row.bytes(1)),
                    tile.firstHash(),
                    tile.width());
        } else {
            session.each(
                    """
                    SELECT hash FROM audit_subtree
                    WHERE level = ? AND n >= ? ORDER BY n LIMIT ?\
                    """,
                    row -> out.writeBytes(row.bytes(1)),
                    tile.level() * LEVELS_A_TILE,
                    tile.firstHash(),
                    tile.width());
        }
    }

    @Override
    public List<Entry> page(Filter filter, int limit) {
        StringBuilder sql =
                new StringBuilder(
                        "SELECT encoded FROM audit_entry WHERE n >= (%s) AND n < ?"
                                .formatted(FIRST_KEPT));
        List<Object> parameters = new ArrayList<>(List.of(filter.before()));
        if (!filter.actor().isEmpty()) {
            sql.append(" AND actor = ?");
            parameters.add(filter.actor());
        }
        if (!filter.subject().isEmpty()) {
            sql.append(" AND subject = ?");
            parameters.add(filter.subject());
        }
        sql.append(" ORDER BY n DESC LIMIT ?");
        parameters.add(limit);
        return database.read(
                session -> session.all(sql.toString(), JdbcAuditLog::entry, parameters.toArray()));
    }

    @Override
    public List<Entry> about(List<String> subjects, long from, long to, int limit) {
        return database.read(session -> {
            List<Entry> found = new ArrayList<>();
            for (String subject : subjects) {
                found.addAll(
                        session.all(
                                """
                                SELECT encoded FROM audit_entry
                                WHERE subject = ? AND n >= ? AND n < ? ORDER BY n DESC LIMIT ?\
                                """,
                                JdbcAuditLog::entry,
                                subject,
                                from,
                                to,
                                limit));
            }
            found.sort(Comparator.comparingLong(Entry::index).reversed());
            return found.stream().limit(limit).toList();
        });
    }

    private static Frontier frontier(Row row) throws SQLException {
        return Frontier.of(row.number(1), Bytes.of(row.bytes(2)));
    }

    private static Entry entry(Row row) throws SQLException {
        try {
            return Entry.decode(Bytes.of(row.bytes(1)));
        } catch (Malformed e) {
            throw damaged(e);
        }
    }

    private static SignedNote note(Row row) throws SQLException {
        try {
            return SignedNote.parse(row.text(1));
        } catch (Malformed e) {
            throw damaged(e);
        }
    }

    private static IllegalStateException damaged(Malformed e) {
        return new IllegalStateException(
                "the audit log is damaged; muster audit verify tells where", e);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
