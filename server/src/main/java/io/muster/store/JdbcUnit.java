package io.muster.store;

import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A unit on a session whose transaction somebody else opens and ends.
final class JdbcUnit implements Unit {
    private final Session session;
    private final List<Runnable> whenKept = new ArrayList<>(0);
    private boolean over;

    JdbcUnit(Session session) {
        this.session = session;
    }

    /// @throws IllegalArgumentException when the unit is not of this store, or is over
    static JdbcUnit of(Unit unit) {
        if (unit instanceof JdbcUnit jdbc && !jdbc.over) {
            return jdbc;
        }
        throw new IllegalArgumentException("this unit is over, or of another store");
    }

    <T> T run(Database.Reading<T> work) {
        try {
            return work.from(session);
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    @Override
    public void whenKept(Runnable action) {
        whenKept.add(action);
    }

    /// The unit was undone or is about to be kept: nothing more may be written with it.
    void end() {
        over = true;
    }

    void kept() {
        whenKept.forEach(Runnable::run);
    }

    /// Carries what the database said through work that knows no SQL.
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException sql;

        Failure(SQLException sql) {
            super(sql);
            this.sql = sql;
        }

        SQLException sql() {
            return sql;
        }
    }
}
