package io.muster.store;

import io.muster.unit.Unavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<Session> idle = new ConcurrentLinkedQueue<>();
    private final List<Session> all = new ArrayList<>();

    SqliteReaders(String name, SqliteFile file) {
        this.file = file;
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
            session.update("BEGIN");
            try {
                return reading.from(session);
            } finally {
                session.update("ROLLBACK");
                idle.add(session);
            }
        } catch (SQLException e) {
            throw new JdbcUnit.Failure(e);
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
