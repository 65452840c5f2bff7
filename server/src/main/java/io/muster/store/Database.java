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

    /// Why something could not be read or kept; empty since [#probe] found that all is well.
    Optional<String> trouble();

    /// Finds out whether the database can be read and, when it was in trouble, written again.
    /// Called every few seconds: work that writes nothing succeeds on a full disk too, and proves
    /// nothing.
    void probe();

    /// Gives back the memory that reading and writing have left full of pages; called when nothing
    /// is going on.
    void rest();

    /// What a probe writes: the row is as it was, and was kept once more.
    static boolean touch(Session session) throws SQLException {
        return session.update("UPDATE migration SET checksum = checksum") > 0;
    }

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
