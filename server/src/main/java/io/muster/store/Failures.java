package io.muster.store;

import io.muster.unit.Unavailable;
import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.sqlite.SQLiteException;

/// What to do when a database says no: try again, or tell people in words. The one place for both.
final class Failures {
    private static final int TRIES = 8;
    private static final long PAUSE_MILLIS = 5;

    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_NOTADB = 26;

    private Failures() {}

    /// Does `attempt` until it succeeds, as long as the database only asks for another try; the
    /// pauses double.
    static <T> T again(Supplier<T> attempt) {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.get();
            } catch (JdbcUnit.Failure e) {
                if (tries == TRIES || !passes(e.sql())) {
                    throw unavailable(e.sql());
                }
                pause(PAUSE_MILLIS << tries);
            }
        }
    }

    /// Does `work` in a unit on `session`, whose transaction the caller ends.
    static <T> T inUnit(Units.Work<T> work, JdbcUnit unit) {
        try {
            return work.in((Unit) unit);
        } finally {
            unit.end();
        }
    }

    /// Somebody else was in the way: the same work may succeed at once.
    private static boolean passes(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        int code = e.getErrorCode() & 0xff;
        return state.equals("40001")
                || state.equals("40P01")
                || (embedded(e) && (code == SQLITE_BUSY || code == SQLITE_LOCKED));
    }

    /// Whether the file itself is at fault: it is damaged, something else, or away.
    static boolean isOfFile(SQLException e) {
        return embedded(e)
                && switch (e.getErrorCode() & 0xff) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CANTOPEN -> true;
                    default -> false;
                };
    }

    static Unavailable unavailable(SQLException e) {
        return new Unavailable(embedded(e) ? embeddedReason(e) : sharedReason(e), e);
    }

    private static String embeddedReason(SQLException e) {
        return switch (e.getErrorCode() & 0xff) {
            case SQLITE_FULL -> "the disk of the data folder is full; free some space there";
            case SQLITE_READONLY ->
                    "the data folder cannot be written to; check its owner, its mode and its disk";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    "the database file is damaged; restore the last backup";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    "the database file is in use by somebody else; end the other program";
            default -> "the database file cannot be read or written now: " + e.getMessage();
        };
    }

    private static String sharedReason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("53")) {
            return "the database is out of space or connections: " + e.getMessage();
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "the database does not answer; it is tried again with the next request";
        }
        return "the database refused: " + e.getMessage();
    }

    private static boolean embedded(SQLException e) {
        return e instanceof SQLiteException;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while the database was busy", e);
        }
    }
}
