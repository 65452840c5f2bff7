package io.muster.store;

import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The trigram tables of the embedded database in a file beside the roll, written by a thread of
/// its own, so that who reports does not wait for them.
///
/// It has nothing that the roll has not, and knows how far it has followed: tables by number, since
/// rows only ever come with a higher one, and `text_change` for the others. Both are committed with
/// what they speak of, so that a crash costs nothing. A file that is missing, damaged or ahead of
/// the roll is made anew, under another name; the roll knows the name, a backup of it knows none.
public final class SearchFile {
    /// By this name its tables are joined to those of the roll.
    public static final String NAME = "search";

    /// What a file of the index, or of its log, is called.
    static final String FILES = "search-[0-9a-f]{8}\\.db(-wal|-shm)?";

    /// The counter of the roll that names the file.
    static final String COUNTER = "search:file";

    /// As much as is looked for in the rows themselves without being felt.
    private static final int FAR = 20_000;

    /// Each commit makes a segment of the index, which are merged later: not too small.
    private static final int ROWS = 8_000;

    private static final long LOG_TO_COPY = 16L << 20;
    private static final long LOG_MAX = 64L << 20;
    private static final int FORMAT = 1;
    private final SqliteFile roll;
    private final Map<String, Long> floor;
    private Optional<Writing> writing = Optional.empty();
    private boolean anew;
    private volatile Standing standing = new Standing(Optional.empty(), 0, 0);

    /// @param floor the highest numbers of the roll when it was opened
    private SearchFile(SqliteFile roll, Map<String, Long> floor) {
        this.roll = roll;
        this.floor = floor;
    }

    /// Makes and opens nothing yet.
    ///
    /// @param session writes to the roll, which nobody else does yet: a power cut may have taken
    ///   rows that the index has
    static SearchFile beside(SqliteFile roll, Session session) throws SQLException {
        Map<String, Long> floor = new HashMap<>();
        for (Indexed index : Indexed.values()) {
            String table = index.table();
            floor.put(table, newest(session, table));
        }
        floor.put("change", newest(session, "text_change"));
        return new SearchFile(roll, floor);
    }

    private record Writing(SqliteFile file, Session session) {}

    /// How far it has followed.
    ///
    /// @param file empty until there is one
    /// @param rows how many there are to follow in all
    /// @param behind how many it lacks
    record Standing(Optional<Path> file, long rows, long behind) {
        /// The file, when it is of use.
        Optional<Path> usable() {
            return behind > FAR ? Optional.empty() : file;
        }

        Optional<String> trouble() {
            return behind > FAR
                    ? Optional.of(
                            "the search index is being made, %d %% is done; until then words are"
                                            .formatted(100 * (rows - behind) / rows)
                                    + " looked for in every row, which takes longer")
                    : Optional.empty();
        }
    }

    Standing standing() {
        return standing;
    }

    /// Follows a part of the way; opens the file, or makes it, where that is not done.
    ///
    /// @return how many rows it was
    /// @throws Unavailable when the file cannot be kept now; the next call tries again
    synchronized int follow(SqliteDatabase database) {
        try {
            Writing open = open(database);
            Step step = step(open);
            if (step.changes() > 0) {
                database.writeInBulk(unit -> Database.in(unit, it -> forget(it, step.change())));
            }
            keepLogSmall(open);
            return step.all();
        } catch (SQLException e) {
            if (!Failures.isOfFile(e)) {
                throw Failures.unavailable(e);
            }
            makeAnew();
            throw new Unavailable("the search index was damaged; it is made again by itself", e);
        } catch (IOException e) {
            throw new Unavailable("the data folder cannot be written to: " + roll.path(), e);
        }
    }

    /// Lets nobody read it any more; the next step makes another.
    synchronized void makeAnew() {
        standing = new Standing(Optional.empty(), standing.rows(), standing.rows());
        anew = true;
        disconnect();
    }

    private Writing open(SqliteDatabase database) throws SQLException, IOException {
        if (writing.isPresent()) {
            return writing.get();
        }
        Path path = roll.path().resolveSibling("search-%08x.db".formatted(number(database)));
        removeOthers(path);
        SqliteFile file = new SqliteFile(path, SqliteFile.Durability.NORMAL);
        file.keepPrivate();
        Writing open = new Writing(file, file.openFollower(roll, "roll"));
        writing = Optional.of(open);
        anew = false;
        if (isOfRoll(open.session())) {
            return open;
        }
        makeAnew();
        return open(database);
    }

    /// The number in the name of the file; another one for one that is made anew.
    private long number(SqliteDatabase database) {
        long known = anew ? 0 : database.read(SearchFile::number);
        return known > 0
                ? known
                : database.write(unit ->
                        Database.in(
                                unit,
                                session -> {
                                    session.update(
                                            "INSERT INTO counter (name, value)"
                                                    + " VALUES (?, 1 + abs(random() % 4294967295))"
                                                    + " ON CONFLICT (name) DO UPDATE"
                                                    + " SET value = excluded.value",
                                            COUNTER);
                                    return number(session);
                                }));
    }

    private static long number(Session session) throws SQLException {
        return session.first(
                        "SELECT value FROM counter WHERE name = ?", row -> row.number(1), COUNTER)
                .orElse(0L);
    }

    /// So that no file of another time is taken for that of a copy.
    static void unname(SqliteFile copy) throws SQLException {
        Session session = copy.openCopy();
        try {
            session.update("DELETE FROM counter WHERE name = ?", COUNTER);
        } finally {
            session.disconnect();
        }
    }

    private static void removeOthers(Path path) throws IOException {
        try (DirectoryStream<Path> there = Files.newDirectoryStream(path.resolveSibling(""))) {
            for (Path one : there) {
                String name = String.valueOf(one.getFileName());
                if (name.matches(FILES) && !name.startsWith(String.valueOf(path.getFileName()))) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    /// Whether the file was made by this program and has followed this roll, and no more of it than
    /// there is. An empty file is made into one.
    private boolean isOfRoll(Session session) throws SQLException {
        session.run("BEGIN");
        try {
            boolean fresh = session.number("PRAGMA main.schema_version") == 0;
            if (fresh) {
                make(session);
            }
            boolean good =
                    fresh
                            || (session.number("PRAGMA main.user_version") == FORMAT
                                    && hasSeenAllChanges(session));
            for (Indexed index : Indexed.values()) {
                String table = index.table();
                if (good && followed(session, table) > floorOf(table)) {
                    goBack(session, table, floorOf(table));
                }
            }
            session.run("COMMIT");
            return good;
        } catch (SQLException e) {
            undo(session);
            throw e;
        }
    }

    private static void make(Session session) throws SQLException {
        session.run(
                "CREATE TABLE progress (name TEXT PRIMARY KEY, n INTEGER NOT NULL)"
                        + " STRICT, WITHOUT ROWID");
        session.update(
                "INSERT INTO progress (name, n)"
                        + " SELECT 'change', coalesce(max(n), 0) FROM roll.text_change");
        for (Indexed index : Indexed.values()) {
            String table = index.table();
            session.update("INSERT INTO progress (name, n) VALUES (?, 0)", table);
            session.run(
                    "CREATE VIRTUAL TABLE %s_text USING fts5 (folded, content = '',"
                                    .formatted(table)
                            + " contentless_delete = 1, tokenize = 'trigram case_sensitive 1',"
                            + " detail = none)");
            // A commit is one segment, however large, and many are merged at once.
            for (String option :
                    List.of("'hashsize', 16777216", "'automerge', 16", "'crisismerge', 64")) {
                session.run(
                        "INSERT INTO %1$s_text (%1$s_text, rank) VALUES (%2$s)"
                                .formatted(table, option));
            }
        }
        session.run("PRAGMA main.user_version = " + FORMAT);
    }

    /// A power cut may take the end of either file. Changes that it took from the roll cannot be
    /// told; those that the roll has forgotten since cannot be asked for.
    private boolean hasSeenAllChanges(Session session) throws SQLException {
        long seen = followed(session, "change");
        long oldest = session.number("SELECT coalesce(min(n), 0) FROM roll.text_change");
        return seen <= floorOf("change") && oldest <= seen + 1 && (oldest > 0 || seen == 0);
    }

    private long floorOf(String name) {
        return Optional.ofNullable(floor.get(name)).orElseThrow();
    }

    /// @param change all up to it are in the index
    private record Step(int rows, int changes, long change) {
        int all() {
            return rows + changes;
        }
    }

    private Step step(Writing open) throws SQLException {
        Session session = open.session();
        session.run("BEGIN");
        try {
            long seen = followed(session, "change");
            long change = changes(session, seen);
            int rows = 0;
            long all = 0;
            long behind = 0;
            for (Indexed index : Indexed.values()) {
                String table = index.table();
                long newest = newest(session, "roll." + table);
                rows += rows(session, index, newest, ROWS - rows);
                all += newest;
                behind += newest - followed(session, table);
            }
            Step step = new Step(rows, (int) (change - seen), change);
            if (step.all() > 0) {
                CrashPoint.BEFORE_INDEX.pass();
            }
            session.run("COMMIT");
            if (step.all() > 0) {
                CrashPoint.AFTER_INDEX.pass();
            }
            standing = new Standing(Optional.of(open.file().path()), all, behind);
            return step;
        } catch (SQLException | RuntimeException e) {
            undo(session);
            throw e;
        }
    }

    /// @return the last one that it has seen now
    private static long changes(Session session, long seen) throws SQLException {
        record Change(long n, Indexed index, long row) {}
        List<Change> changes =
                session.all(
                        "SELECT n, entity, entity_n FROM roll.text_change WHERE n > ? ORDER BY n"
                                + " LIMIT ?",
                        row -> new Change(row.number(1), Indexed.of(row.text(2)), row.number(3)),
                        seen,
                        ROWS);
        for (Change it : changes) {
            String table = it.index().table();
            // A row that is yet to come is not in the index, and comes as it is then.
            if (it.row() <= followed(session, table)) {
                session.update("DELETE FROM %s_text WHERE rowid = ?".formatted(table), it.row());
                add(session, it.index(), it.row() - 1, it.row());
            }
        }
        if (changes.isEmpty()) {
            return seen;
        }
        setFollowed(session, "change", changes.getLast().n());
        return changes.getLast().n();
    }

    /// The rows after `from` up to `to`.
    private static void add(Session session, Indexed index, long from, long to)
            throws SQLException {
        session.update(
                "INSERT INTO %1$s_text (rowid, folded) SELECT n, %2$s FROM roll.%1$s"
                                .formatted(index.table(), index.text())
                        + " WHERE n > ? AND n <= ?",
                from,
                to);
    }

    private static int rows(Session session, Indexed index, long newest, int limit)
            throws SQLException {
        long from = followed(session, index.table());
        if (newest < from) {
            // The last ones were removed: their numbers will come again.
            goBack(session, index.table(), newest);
            return 0;
        }
        long to = Math.min(newest, from + limit);
        if (to <= from) {
            return 0;
        }
        add(session, index, from, to);
        setFollowed(session, index.table(), to);
        return (int) (to - from);
    }

    private static void goBack(Session session, String table, long n) throws SQLException {
        session.update("DELETE FROM %s_text WHERE rowid > ?".formatted(table), n);
        setFollowed(session, table, n);
    }

    private static long newest(Session session, String table) throws SQLException {
        return session.number("SELECT coalesce(max(n), 0) FROM " + table);
    }

    private static long followed(Session session, String name) throws SQLException {
        return session.number("SELECT n FROM progress WHERE name = ?", name);
    }

    private static void setFollowed(Session session, String name, long n) throws SQLException {
        session.update("UPDATE progress SET n = ? WHERE name = ?", n, name);
    }

    /// The newest stays, so that its number does not come again.
    private static int forget(Session session, long change) throws SQLException {
        return session.update("DELETE FROM text_change WHERE n < ?", change);
    }

    private static void undo(Session session) {
        try {
            session.run("ROLLBACK");
        } catch (SQLException _) {
            // Nothing is open: the database has undone it itself.
        }
    }

    /// Where readers hold old states, a larger one waits for them.
    private static void keepLogSmall(Writing open) throws SQLException {
        long size = open.file().log().toFile().length();
        if (size > LOG_TO_COPY) {
            String how = size > LOG_MAX ? "TRUNCATE" : "PASSIVE";
            open.session().run("PRAGMA main.wal_checkpoint(" + how + ")");
        }
    }

    /// Gives back the memory that following has filled.
    synchronized void rest() {
        try {
            if (writing.isPresent()) {
                SqliteFile.forget(writing.get().session());
            }
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    private void disconnect() {
        try {
            if (writing.isPresent()) {
                writing.get().session().disconnect();
            }
        } catch (SQLException _) {
            // What it lacks is followed again.
        }
        writing = Optional.empty();
    }

    /// What is committed is kept; what is missing is followed by the next one.
    synchronized void close() {
        disconnect();
    }
}
