package io.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/// The row that a result stands at; columns count from 1.
public record Row(ResultSet result) {

    public long number(int column) throws SQLException {
        return result.getLong(column);
    }

    public String text(int column) throws SQLException {
        return result.getString(column);
    }

    /// A Long or a String, as the column is.
    public Object value(int column) throws SQLException {
        Object value = result.getObject(column);
        return value instanceof Number number ? number.longValue() : (Object) String.valueOf(value);
    }

    /// The text, where there is one.
    public Optional<String> some(int column) throws SQLException {
        return Optional.ofNullable(result.getString(column)).filter(it -> !it.isEmpty());
    }

    /// Bytes as hexadecimal digits.
    public String hex(int column) throws SQLException {
        return HexFormat.of().formatHex(result.getBytes(column));
    }

    /// Bytes as hexadecimal digits, where there are any.
    public Optional<String> someHex(int column) throws SQLException {
        return Optional.ofNullable(result.getBytes(column)).map(HexFormat.of()::formatHex);
    }

    public byte[] bytes(int column) throws SQLException {
        return result.getBytes(column);
    }

    /// Makes a value of a row.
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /// Does something with a row.
    @FunctionalInterface
    public interface Taker {
        void take(Row row) throws SQLException;
    }
}
