package io.muster.store;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.ProgressHandler;

/// How long a question may take: people who ask one that reads everything are told so, and nobody
/// else waits for them.
final class Patience {
    /// Steps of the embedded database's machine, a few seconds' worth; counted, not timed, so that
    /// a busy machine answers what an idle one answers.
    private static final int CHECKS_MAX = 1_000;

    private static final int STEPS_EACH = 100_000;

    private static final int SHARED_MILLIS = 5_000;
    private static final int SQLITE_INTERRUPT = 9;
    private static final String CANCELLED = "57014";

    private Patience() {}

    /// From here to [#end] or the end of the transaction.
    static void begin(Session session) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    ProgressHandler.setHandler(
                            session.connection(), STEPS_EACH, new Steps(CHECKS_MAX));
            case Dialect.Postgresql _ ->
                    session.run("SET LOCAL statement_timeout = " + SHARED_MILLIS);
        }
    }

    /// What `work` reads, when it takes at most so many `steps`; after [#begin].
    static <T> Optional<T> briefly(Session session, int steps, Work<T> work) throws SQLException {
        return switch (session.dialect()) {
            case Dialect.Sqlite _ -> {
                ProgressHandler.setHandler(session.connection(), steps, new Steps(0));
                try {
                    yield Optional.of(work.done());
                } catch (SQLException e) {
                    if (!isOver(e)) {
                        throw e;
                    }
                    yield Optional.empty();
                } finally {
                    begin(session);
                }
            }
            // Knows how many rows there are, and chooses for itself.
            case Dialect.Postgresql _ -> Optional.of(work.done());
        };
    }

    @FunctionalInterface
    interface Work<T> {
        T done() throws SQLException;
    }

    static void end(Session session) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ -> ProgressHandler.clearHandler(session.connection());
            case Dialect.Postgresql _ -> {}
        }
    }

    /// Whether `e` says that it was too much.
    static boolean isOver(SQLException e) {
        return e instanceof org.sqlite.SQLiteException
                ? (e.getErrorCode() & 0xff) == SQLITE_INTERRUPT
                : CANCELLED.equals(e.getSQLState());
    }

    private static final class Steps extends ProgressHandler {
        private final int most;
        private int checks;

        Steps(int most) {
            this.most = most;
        }

        @Override
        protected int progress() {
            checks++;
            return checks > most ? 1 : 0;
        }
    }
}
