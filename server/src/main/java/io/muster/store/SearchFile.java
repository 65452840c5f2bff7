package io.muster.store;

import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

    private static final long LOG_TO_COPY = 16L << 20;
    private static final long LOG_MAX = 64L << 20;

    private final SqliteFile roll;
    private final Map<String, Long> reached;
    private Optional<Writing> writing = Optional.empty();
    private boolean anew;
    private volatile Standing standing = new Standing(Optional.empty(), 0, 0);

    /// @param reached by the roll when it was opened
    private SearchFile(SqliteFile roll, Map<String, Long> reached) {
        this.roll = roll;
        this.reached = reached;
    }

    /// Makes and opens nothing yet.
    ///
    /// @param session writes to the roll, which nobody else does yet: a power cut may have taken
    ///   rows that the index has
    static SearchFile beside(SqliteFile roll, Session session) throws SQLException {
        return new SearchFile(roll, SearchTables.reached(session));
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
            SearchTables.Step step = new SearchTables(open.session()).step();
            standing = new Standing(Optional.of(open.file().path()), step.all(), step.behind());
            if (step.changes() > 0) {
                database.writeInBulk(unit -> Database.in(unit, it -> forget(it, step.change())));
            }
            keepLogSmall(open);
            return step.done();
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
        if (new SearchTables(open.session()).begin(reached)) {
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

    /// The newest stays, so that its number does not come again.
    private static int forget(Session session, long change) throws SQLException {
        return session.update("DELETE FROM text_change WHERE n < ?", change);
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
