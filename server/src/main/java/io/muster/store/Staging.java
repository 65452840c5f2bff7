package io.muster.store;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// A table of the session's own, which rows are put into in bulk before one statement takes them
/// all: what makes the same SQL fast on both databases.
///
/// @param name without a prefix
/// @param columns name and type as SQLite spells it
public record Staging(String name, List<String> columns) {

    public static Staging of(String name, String... columns) {
        return new Staging(name, List.of(columns));
    }

    /// Makes the table when it is not there, and puts `rows` into it instead of what was in it.
    ///
    /// @param rows values in the order of the columns: Long, String or Bytes
    public void fill(Session session, List<Object[]> rows) throws SQLException {
        session.update(create(session.dialect()));
        switch (session.dialect()) {
            case Dialect.Sqlite _ -> {
                session.update("DELETE FROM " + name);
                insert(session, rows);
            }
            case Dialect.Postgresql _ -> {
                session.update("TRUNCATE " + name);
                copy(session, rows);
            }
        }
    }

    private String create(Dialect dialect) {
        String all = String.join(", ", columns);
        String typed =
                switch (dialect) {
                    case Dialect.Sqlite _ -> all;
                    case Dialect.Postgresql _ ->
                            all.replace("INTEGER", "BIGINT")
                                    .replace("BLOB", "BYTEA")
                                    .replace("TEXT", "TEXT COLLATE \"C\"");
                };
        return "CREATE TEMP TABLE IF NOT EXISTS " + name + " (" + typed + ")";
    }

    private String names() {
        return columns.stream()
                .map(it -> it.substring(0, it.indexOf(' ')))
                .collect(Collectors.joining(", "));
    }

    private void insert(Session session, List<Object[]> rows) throws SQLException {
        String marks = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + name + " (" + names() + ") VALUES (" + marks + ")";
        PreparedStatement statement = session.prepared(sql);
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                switch (row[i]) {
                    case Long number -> statement.setLong(i + 1, number);
                    case String text -> statement.setString(i + 1, Session.printable(text));
                    case Bytes bytes -> statement.setBytes(i + 1, bytes.toArray());
                    default -> throw new IllegalArgumentException(Arrays.toString(row));
                }
            }
            try {
                statement.executeUpdate();
            } catch (SQLException e) {
                session.forget(sql);
                throw e;
            }
        }
    }

    /// Adds `rows` to the table of this name in PostgreSQL.
    void copy(Session session, List<Object[]> rows) throws SQLException {
        StringBuilder text = new StringBuilder(rows.size() * 256);
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                if (i > 0) {
                    text.append('\t');
                }
                switch (row[i]) {
                    case Long number -> text.append(number.longValue());
                    case String value -> escape(Session.printable(value), text);
                    case Bytes bytes -> text.append("\\\\x").append(bytes.toHex());
                    default -> throw new IllegalArgumentException(Arrays.toString(row));
                }
            }
            text.append('\n');
        }
        var copying =
                session.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + name + " (" + names() + ") FROM STDIN");
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            copying.writeToCopy(bytes, 0, bytes.length);
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }

    /// The text format of COPY.
    private static void escape(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
