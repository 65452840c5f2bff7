package io.muster.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteException;

/// How long a question may take: people who ask one that reads everything are told so, and nobody
/// else waits for them.
public final class Patience {
    /// Steps of the embedded database's machine, a few seconds' worth; counted, not timed, so that
    /// a busy machine answers what an idle one answers.
    private static final int CHECKS_MAX = 1_000;

    private static final int STEPS_EACH = 100_000;

    private static final int SHARED_MILLIS = 5_000;
    private static final int SQLITE_INTERRUPT = 9;
    private static final String CANCELLED = "57014";

    private Patience() {}

    /// From here to [#end] or the end of the transaction.
    public static void begin(Session session) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    ProgressHandler.setHandler(
                            session.connection(), STEPS_EACH, new Steps(CHECKS_MAX));
            case Dialect.Postgresql _ ->
                    session.run("SET LOCAL statement_timeout = " + SHARED_MILLIS);
        }
    }

    /// What `work` reads, when it takes no longer; after [#begin].
    ///
    /// @param most steps of the embedded database's machine, milliseconds of the shared one
    public static <T> Optional<T> briefly(Session session, int most, Work<T> work)
            throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    ProgressHandler.setHandler(session.connection(), most, new Steps(0));
            case Dialect.Postgresql _ -> {
                session.run("SAVEPOINT briefly");
                session.run("SET LOCAL statement_timeout = " + most);
            }
        }
        try {
            return Optional.of(work.done());
        } catch (SQLException e) {
            if (!isOver(e)) {
                throw e;
            }
            return Optional.empty();
        } finally {
            switch (session.dialect()) {
                case Dialect.Sqlite _ -> begin(session);
                // Takes back the setting too.
                case Dialect.Postgresql _ -> session.run("ROLLBACK TO SAVEPOINT briefly");
            }
        }
    }

    /// What `work` reads under settings of the database that hold for it alone.
    public static <T> T under(Session session, List<String> settings, Work<T> work)
            throws SQLException {
        if (settings.isEmpty()) {
            return work.done();
        }
        session.run("SAVEPOINT under");
        try {
            for (String setting : settings) {
                session.run(setting);
            }
            return work.done();
        } finally {
            session.run("ROLLBACK TO SAVEPOINT under");
        }
    }

    /// What is read.
    @FunctionalInterface
    public interface Work<T> {
        T done() throws SQLException;
    }

    /// Of what [#begin] began.
    public static void end(Session session) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ -> ProgressHandler.clearHandler(session.connection());
            case Dialect.Postgresql _ -> {}
        }
    }

    /// Whether `e` says that it was too much.
    public static boolean isOver(SQLException e) {
        return e instanceof SQLiteException
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
