package io.muster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/// One database file, and how connections to it are made.
///
/// @param durability what a commit waits for
record SqliteFile(Path path, Durability durability) {
    private static final int BUSY_MILLIS = 2000;
    private static final int WRITER_CACHE_KIB = 96 * 1024;
    private static final int FOLLOWER_CACHE_KIB = 32 * 1024;
    private static final int READER_CACHE_KIB = 16 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final long ROOM_BYTES = 1L << 20;

    /// What a commit waits for.
    enum Durability {
        /// The disk: a power cut takes nothing that was answered for.
        FULL(SQLiteConfig.SynchronousMode.FULL),
        /// The operating system: a crash of the program takes nothing, a power cut the last
        /// moments.
        NORMAL(SQLiteConfig.SynchronousMode.NORMAL);

        private final SQLiteConfig.SynchronousMode mode;

        Durability(SQLiteConfig.SynchronousMode mode) {
            this.mode = mode;
        }
    }

    /// Makes the file when there is none, and sees to it that its owner alone can read it and what
    /// SQLite puts beside it: new ones take their mode from the file itself.
    ///
    /// @throws IOException when it cannot be made
    void keepPrivate() throws IOException {
        if (Files.notExists(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        for (Path one : List.of(path, log(), path.resolveSibling(path.getFileName() + "-shm"))) {
            if (Files.exists(one) && !Files.getPosixFilePermissions(one).equals(OWNER_ONLY)) {
                Files.setPosixFilePermissions(one, OWNER_ONLY);
            }
        }
    }

    /// The one connection that writes; makes the file when there is none.
    Session openWriter() throws SQLException {
        return openWriter(WRITER_CACHE_KIB);
    }

    private Session openWriter(int cacheKib) throws SQLException {
        SQLiteConfig config = config(cacheKib);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(durability.mode);
        // The checkpoints are the writer's own business: see SqliteDatabase.
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
        // A large unit keeps what it changes in memory until it ends: each page is written once.
        config.setPragma(SQLiteConfig.Pragma.CACHE_SPILL, "0");
        return new Session(config.createConnection(url()), Dialect.SQLITE);
    }

    /// The one connection that writes what it reads from `other`, whose tables are in `schema`.
    Session openFollower(SqliteFile other, String schema) throws SQLException {
        Session session = openWriter(FOLLOWER_CACHE_KIB);
        try {
            session.join(other.path(), schema);
            return session;
        } catch (SQLException e) {
            session.disconnect();
            throw e;
        }
    }

    /// A connection to a copy that nobody else has.
    Session openCopy() throws SQLException {
        return new Session(config(READER_CACHE_KIB).createConnection(url()), Dialect.SQLITE);
    }

    /// A connection that cannot write.
    Session openReader() throws SQLException {
        SQLiteConfig config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        return new Session(config.createConnection(url()), Dialect.SQLITE);
    }

    private static SQLiteConfig config(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // Nobody asks for them; each insert would pay for a statement that does.
        config.setGetGeneratedKeys(false);
        return config;
    }

    /// Lets go of the pages that a connection keeps.
    static boolean forget(Session session) throws SQLException {
        session.run("PRAGMA shrink_memory");
        return true;
    }

    /// Whether more than a page fits on the disk: one page can always be had, within the log, when
    /// nothing else can.
    boolean hasRoom() {
        return path.toFile().getUsableSpace() >= ROOM_BYTES;
    }

    private String url() {
        return "jdbc:sqlite:" + path;
    }

    /// What has been committed and is not yet in the file itself.
    Path log() {
        return path.resolveSibling(path.getFileName() + "-wal");
    }
}
