package io.muster.store;

import io.muster.unit.Unavailable;
import io.muster.unit.Units;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The one thread that writes to a file. Units that wait together are committed together; those in
/// bulk go one at a time, in turn with the others.
final class SqliteWriter implements AutoCloseable {
    private static final int GROUP_MAX = 128;

    private final Session session;
    private final Runnable committed;
    private final Queue<Task<?>> urgent = new ArrayDeque<>();
    private final Queue<Task<?>> bulk = new ArrayDeque<>();
    private boolean bulkNext;
    private boolean closed;
    private final Thread thread;

    /// @param committed runs in the writer's thread after each commit
    SqliteWriter(String name, Session session, Runnable committed) {
        this.session = session;
        this.committed = committed;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::serve);
    }

    void start() {
        thread.start();
    }

    <T> Task<T> submit(Units.Work<T> work, Queue<Task<?>> line) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a unit inside a unit of the same file");
        }
        Task<T> task = new Task<>(work);
        synchronized (this) {
            if (closed) {
                throw new Unavailable("the database is closed; the server is stopping");
            }
            line.add(task);
            notifyAll();
        }
        return task;
    }

    Queue<Task<?>> urgent() {
        return urgent;
    }

    Queue<Task<?>> bulk() {
        return bulk;
    }

    private void serve() {
        for (List<Task<?>> group = next(); !group.isEmpty(); group = next()) {
            write(group);
        }
    }

    /// Waits for work; an empty group is the end.
    private synchronized List<Task<?>> next() {
        try {
            while (urgent.isEmpty() && bulk.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException _) {
            closed = true;
        }
        List<Task<?>> group = new ArrayList<>();
        if (!bulk.isEmpty() && (bulkNext || urgent.isEmpty())) {
            group.add(bulk.remove());
            bulkNext = false;
            return group;
        }
        while (!urgent.isEmpty() && group.size() < GROUP_MAX) {
            group.add(urgent.remove());
        }
        bulkNext = true;
        return group;
    }

    private void write(List<Task<?>> group) {
        try {
            session.update("BEGIN IMMEDIATE");
            if (group.size() == 1) {
                group.getFirst().run(session);
            } else {
                for (Task<?> task : group) {
                    tryIn(task);
                }
            }
            CrashPoint.BEFORE_COMMIT.pass();
            session.update("COMMIT");
        } catch (SQLException e) {
            undo();
            group.forEach(it -> it.failed(new JdbcUnit.Failure(e)));
            return;
        } catch (RuntimeException | Error e) {
            // Only a unit that is alone comes here: the others are caught one by one.
            undo();
            group.forEach(it -> it.failed(e));
            return;
        }
        CrashPoint.AFTER_COMMIT.pass();
        group.forEach(Task::kept);
        committed.run();
    }

    /// A unit that fails is undone alone. The savepoint makes the database keep each page twice, so
    /// a unit that has no company goes without.
    private void tryIn(Task<?> task) throws SQLException {
        session.update("SAVEPOINT unit");
        try {
            task.run(session);
        } catch (RuntimeException | Error e) {
            task.failed(e);
            session.update("ROLLBACK TO unit");
        }
        session.update("RELEASE unit");
    }

    private void undo() {
        try {
            session.update("ROLLBACK");
        } catch (SQLException _) {
            // Nothing is open: the database has undone it itself.
        }
    }

    /// Ends when everything that waits was written.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// One unit and what became of it.
    static final class Task<T> {
        private final Units.Work<T> work;
        private final CompletableFuture<Done<T>> outcome = new CompletableFuture<>();
        private Optional<Done<T>> done = Optional.empty();

        Task(Units.Work<T> work) {
            this.work = work;
        }

        private void run(Session session) {
            JdbcUnit unit = new JdbcUnit(session);
            done = Optional.of(new Done<>(Failures.inUnit(work, unit), unit));
        }

        private void failed(Throwable cause) {
            outcome.completeExceptionally(cause);
        }

        /// Without effect for a unit that failed.
        private void kept() {
            done.ifPresent(outcome::complete);
        }

        /// Waits until the unit is kept or undone.
        T result() {
            Done<T> one;
            try {
                one = outcome.join();
            } catch (CompletionException e) {
                throw rethrown(e.getCause());
            }
            one.unit().kept();
            return one.value();
        }

        private static RuntimeException rethrown(@Nullable Throwable cause) {
            return switch (cause) {
                case RuntimeException e -> e;
                case Error e -> throw e;
                case null, default -> new IllegalStateException(cause);
            };
        }

        private record Done<T>(T value, JdbcUnit unit) {}
    }
}
