package io.muster.store;

import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// A file of our own: one writer, a few readers, and a write-ahead log that is kept small.
///
/// The log is copied into the file by a thread beside the writer; only when that lags, because
/// readers hold old states, does the writer wait for them.
public final class SqliteDatabase implements Database {
    private static final long LOG_TO_COPY = 16L << 20;
    private static final long LOG_MAX = 56L << 20;

    private final SqliteFile file;
    private final Session writing;
    private final SqliteWriter writer;
    private final SqliteReaders readers;
    private final Optional<SearchFile> search;
    private final ExecutorService checkpointer;
    private final Session checkpointing;
    private final AtomicBoolean copying = new AtomicBoolean();
    private volatile Optional<String> trouble = Optional.empty();

    private SqliteDatabase(
            String name, SqliteFile file, Session writing, Optional<SearchFile> search)
            throws SQLException {
        this.file = file;
        this.search = search;
        this.writing = writing;
        this.checkpointing = file.openWriter();
        this.writer = new SqliteWriter("muster-" + name + "-writer", writing, this::keepLogSmall);
        this.readers = new SqliteReaders("muster-" + name + "-reader-", file, search);
        this.checkpointer =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("muster-" + name + "-log").daemon().factory());
        writer.start();
    }

    /// The inventory: a crash of the program takes nothing, a power cut the last moments, which the
    /// next scan brings back.
    public static SqliteDatabase roll(Path folder) {
        return open(
                "roll",
                folder,
                SqliteFile.Durability.NORMAL,
                Migrations.ROLL,
                (file, session) -> Optional.of(SearchFile.beside(file, session)));
    }

    /// What was decided: nothing that was answered for is ever lost.
    public static SqliteDatabase authority(Path folder) {
        return open(
                "authority",
                folder,
                SqliteFile.Durability.FULL,
                Migrations.AUTHORITY,
                (_, _) -> Optional.empty());
    }

    /// What stands beside the file, told while nobody else writes to it.
    private interface Beside {
        Optional<SearchFile> of(SqliteFile file, Session session) throws SQLException;
    }

    private static SqliteDatabase open(
            String name,
            Path folder,
            SqliteFile.Durability durability,
            List<String> steps,
            Beside beside) {
        unpackInto(folder.resolve("native"));
        SqliteFile file = new SqliteFile(folder.resolve(name + ".db"), durability);
        keepPrivate(file);
        try {
            Session session = file.openWriter();
            session.run("BEGIN IMMEDIATE");
            try {
                Migrations.run(session, steps);
                Optional<SearchFile> search = beside.of(file, session);
                session.run("COMMIT");
                return new SqliteDatabase(name, file, session, search);
            } catch (SQLException | RuntimeException e) {
                session.connection().close();
                throw e;
            }
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    /// The driver unpacks its native part at first use; not where others can write.
    private static void unpackInto(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Unavailable("the data folder cannot be written to: " + folder, e);
        }
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            System.setProperty("org.sqlite.tmpdir", folder.toString());
        }
    }

    private static void keepPrivate(SqliteFile file) {
        try {
            file.keepPrivate();
        } catch (IOException e) {
            throw new Unavailable("the data folder cannot be written to: " + file.path(), e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public <T> T read(Reading<T> reading) {
        return Failures.again(() -> readers.read(reading));
    }

    @Override
    public <T> T write(Work<T> work) {
        return write(work, writer.urgent());
    }

    @Override
    public <T> T writeInBulk(Work<T> work) {
        return write(work, writer.bulk());
    }

    private <T> T write(Work<T> work, Queue<SqliteWriter.Task<?>> line) {
        try {
            return Failures.again(() -> writer.submit(work, line).result());
        } catch (Unavailable e) {
            trouble = Optional.of(e.reason());
            throw e;
        }
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void rest() {
        writeInBulk(unit -> Database.in(unit, SqliteFile::forget));
        readers.rest();
        search.ifPresent(SearchFile::rest);
    }

    /// Follows what is written with the search index; see [SearchFile#follow].
    public int followText() {
        return search.map(it -> it.follow(this)).orElse(0);
    }

    /// How many rows the search index lacked when it had followed last.
    public long textBehind() {
        return search.map(it -> it.standing().behind()).orElse(0L);
    }

    /// Why searches take longer than they should; empty when they do not.
    public Optional<String> textTrouble() {
        return search.flatMap(it -> it.standing().trouble());
    }

    @Override
    public void probe() {
        if (trouble.isPresent() && file.hasRoom()) {
            try {
                write(unit -> Database.in(unit, Database::touch));
                trouble = Optional.empty();
            } catch (Unavailable e) {
                trouble = Optional.of(e.reason());
            }
        }
    }

    private void keepLogSmall() {
        CrashPoint.BEFORE_COPY.pass();
        long size = file.log().toFile().length();
        if (size > LOG_MAX) {
            checkpoint(writing, "TRUNCATE");
        } else if (size > LOG_TO_COPY && copying.compareAndSet(false, true)) {
            checkpointer.execute(() -> {
                checkpoint(checkpointing, "PASSIVE");
                copying.set(false);
            });
        }
    }

    private static void checkpoint(Session session, String how) {
        try {
            session.run("PRAGMA wal_checkpoint(" + how + ")");
        } catch (SQLException _) {
            // Busy or full: the log stays, and the next commit tries again.
        }
    }

    /// Writes one consistent copy of the file beside the running work.
    ///
    /// @param copy a file that is not there yet
    /// @throws Unavailable when it cannot be written
    public void copyTo(Path copy) {
        // An empty file is filled, and keeps its mode.
        SqliteFile copied = new SqliteFile(copy, SqliteFile.Durability.NORMAL);
        keepPrivate(copied);
        try {
            Session session = file.openReader();
            try {
                session.update("VACUUM INTO ?", copy.toString());
            } finally {
                session.disconnect();
            }
            if (search.isPresent()) {
                SearchFile.unname(copied);
            }
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        search.ifPresent(SearchFile::close);
        checkpointer.close();
        checkpoint(writing, "TRUNCATE");
        for (Session session : List.of(checkpointing, writing)) {
            try {
                session.disconnect();
            } catch (SQLException e) {
                trouble = Optional.of(Failures.unavailable(e).reason());
            }
        }
    }
}
