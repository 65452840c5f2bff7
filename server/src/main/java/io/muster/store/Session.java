package io.muster.store;

import io.muster.model.Bytes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection with the statements that were prepared on it. For one thread at a time.
///
/// Parameters are String, Long, Integer, byte[], Bytes or a list of numbers ([Dialect.Numbers]).
public final class Session implements AutoCloseable {
    private static final int STATEMENTS_MAX = 256;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);
    private Optional<Path> beside = Optional.empty();

    Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    public Connection connection() {
        return connection;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// The file of the embedded database whose tables can be read too.
    public Optional<Path> beside() {
        return beside;
    }

    /// Joins the tables of `file` to those of the database, by the name `schema`; outside a
    /// transaction.
    void join(Path file, String schema) throws SQLException {
        update("ATTACH DATABASE ? AS " + schema, file.toString());
        beside = Optional.of(file);
    }

    void leave(String schema) throws SQLException {
        update("DETACH DATABASE " + schema);
        beside = Optional.empty();
    }

    /// The statement of `sql`, prepared once and kept; never closed by the caller.
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement kept = statements.get(sql);
        if (kept != null) {
            return kept;
        }
        if (statements.size() >= STATEMENTS_MAX) {
            var eldest = statements.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
        PreparedStatement made = connection.prepareStatement(sql);
        statements.put(sql, made);
        return made;
    }

    /// Runs a statement that gives no rows; returns how many rows it changed.
    public int update(String sql, Object... parameters) throws SQLException {
        try {
            return bound(sql, parameters).executeUpdate();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /// Runs a script or a command that is not worth keeping.
    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// All rows.
    public <T> List<T> all(String sql, Row.Reader<T> reader, Object... parameters)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(reader.read(row)), parameters);
        return rows;
    }

    /// The first row, where there is one.
    public <T> Optional<T> first(String sql, Row.Reader<T> reader, Object... parameters)
            throws SQLException {
        try (ResultSet result = bound(sql, parameters).executeQuery()) {
            return result.next() ? Optional.of(reader.read(new Row(result))) : Optional.empty();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /// The number in the first column of the only row.
    public long number(String sql, Object... parameters) throws SQLException {
        return first(sql, row -> row.number(1), parameters).orElseThrow();
    }

    /// Row after row.
    public void each(String sql, Row.Taker taker, Object... parameters) throws SQLException {
        try (ResultSet result = bound(sql, parameters).executeQuery()) {
            Row row = new Row(result);
            while (result.next()) {
                taker.take(row);
            }
        } catch (SQLException e) {
            forget(sql);
            throw e;
        }
    }

    /// A statement that failed, because it was interrupted or the disk was full, cannot be used
    /// again.
    void forget(String sql) {
        try (PreparedStatement _ = statements.remove(sql)) {
            // Not by us: the next use makes another.
        } catch (SQLException _) {
            // The driver has closed it itself.
        }
    }

    private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < parameters.length; i++) {
            set(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    private void set(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case String text -> statement.setString(index, printable(text));
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setLong(index, number);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Bytes bytes -> statement.setBytes(index, bytes.toArray());
            case Dialect.Numbers numbers -> dialect.set(statement, index, numbers);
            default -> throw new IllegalArgumentException("no parameter is a " + value.getClass());
        }
    }

    /// PostgreSQL keeps no character 0; so that both keep the same, neither does.
    static String printable(String text) {
        return text.indexOf(0) < 0 ? text : text.replace('\0', '\ufffd');
    }

    /// Closes the statements and the connection.
    void disconnect() throws SQLException {
        close();
        connection.close();
    }

    /// Closes the statements; the connection goes back to where it came from.
    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }
}
