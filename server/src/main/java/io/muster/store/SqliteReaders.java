package io.muster.store;

import io.muster.unit.Unavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// A few threads with a read-only connection each.
///
/// Reading is done in these threads and not in the caller's: the database is native code, and a
/// virtual thread in native code keeps its carrier, of which there are as many as cores.
final class SqliteReaders implements AutoCloseable {
    private static final int READERS = 6;

    private final SqliteFile file;
    private final Optional<SearchFile> search;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<Session> idle = new ConcurrentLinkedQueue<>();
    private final List<Session> all = new ArrayList<>();

    /// @param search the index, which is read with the file when it is of use
    SqliteReaders(String name, SqliteFile file, Optional<SearchFile> search) {
        this.file = file;
        this.search = search;
        this.threads =
                Executors.newFixedThreadPool(
                        READERS, Thread.ofPlatform().name(name, 1).daemon().factory());
    }

    <T> T read(Database.Reading<T> reading) {
        try {
            return CompletableFuture.supplyAsync(() -> here(reading), threads).join();
        } catch (RejectedExecutionException e) {
            throw new Unavailable("the database is closed; the server is stopping", e);
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case RuntimeException cause -> cause;
                case Error cause -> throw cause;
                case null, default -> e;
            };
        }
    }

    private <T> T here(Database.Reading<T> reading) {
        try {
            Session session = take();
            try {
                return withIndex(session, reading);
            } finally {
                idle.add(session);
            }
        } catch (SQLException e) {
            throw new JdbcUnit.Failure(e);
        }
    }

    /// What cannot be read with the index and can without is the index's fault: it is made anew.
    private <T> T withIndex(Session session, Database.Reading<T> reading) throws SQLException {
        Optional<Path> index = search.flatMap(it -> it.standing().usable());
        try {
            join(session, index);
            return here(session, reading);
        } catch (SQLException e) {
            if (index.isEmpty() || !Failures.isOfFile(e)) {
                throw e;
            }
            join(session, Optional.empty());
            T read = here(session, reading);
            search.ifPresent(SearchFile::makeAnew);
            return read;
        }
    }

    private static <T> T here(Session session, Database.Reading<T> reading) throws SQLException {
        session.update("BEGIN");
        try {
            return reading.from(session);
        } finally {
            session.update("ROLLBACK");
        }
    }

    private static void join(Session session, Optional<Path> index) throws SQLException {
        if (session.beside().equals(index)) {
            return;
        }
        if (session.beside().isPresent()) {
            session.leave(SearchFile.NAME);
        }
        if (index.isPresent()) {
            session.join(index.get(), SearchFile.NAME);
        }
    }

    /// Those who read just now keep what they have.
    void rest() {
        try {
            for (int i = idle.size(); i > 0; i--) {
                Session one = take();
                try {
                    SqliteFile.forget(one);
                } finally {
                    idle.add(one);
                }
            }
        } catch (SQLException e) {
            throw new JdbcUnit.Failure(e);
        }
    }

    /// There are as many sessions as threads at most, and one for [#rest].
    private Session take() throws SQLException {
        Session session = idle.poll();
        if (session == null) {
            session = file.openReader();
            synchronized (all) {
                all.add(session);
            }
        }
        return session;
    }

    /// Waits for those who still read.
    @Override
    public void close() {
        threads.close();
        synchronized (all) {
            all.forEach(SqliteReaders::close);
        }
    }

    private static void close(Session session) {
        try {
            session.disconnect();
        } catch (SQLException _) {
            // It was only read from.
        }
    }
}
