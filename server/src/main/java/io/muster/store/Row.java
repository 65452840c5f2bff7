package io.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/// The row that a result stands at; columns count from 1.
record Row(ResultSet result) {

    long number(int column) throws SQLException {
        return result.getLong(column);
    }

    String text(int column) throws SQLException {
        return result.getString(column);
    }

    byte[] bytes(int column) throws SQLException {
        return result.getBytes(column);
    }

    /// Makes a value of a row.
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /// Does something with a row.
    @FunctionalInterface
    interface Taker {
        void take(Row row) throws SQLException;
    }
}
