package io.muster.store;

import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.sql.SQLException;
import java.util.Optional;

/// One database: units to write in, and any number of readers beside them.
///
/// Embedded there are two, the roll and the authority; a shared database is both at once.
public sealed interface Database extends Units, AutoCloseable
        permits SqliteDatabase, PostgresqlDatabase {

    Dialect dialect();

    /// Reads; sees one state of the database throughout, and waits for no writer.
    ///
    /// @throws io.muster.unit.Unavailable when the database cannot be read now
    <T> T read(Reading<T> reading);

    /// Why the last write could not be kept; empty since one could.
    Optional<String> trouble();

    /// Ends all work and closes the files. What was being written is kept first.
    @Override
    void close();

    /// What is read.
    @FunctionalInterface
    interface Reading<T> {
        T from(Session session) throws SQLException;
    }

    /// Reads and writes in `unit`: the way from a port's unit to SQL.
    static <T> T in(Unit unit, Reading<T> work) {
        return JdbcUnit.of(unit).run(work);
    }
}
