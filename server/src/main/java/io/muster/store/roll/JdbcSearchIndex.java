package io.muster.store.roll;

import io.muster.inventory.SearchIndex;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.List;

/// The trigram tables of the embedded database follow their tables by number: rows only ever come
/// with a higher one. What changes later is put in anew by whoever changes it ([#replace]).
///
/// PostgreSQL keeps its index itself.
public final class JdbcSearchIndex implements SearchIndex {
    /// Each unit makes a segment of the index, which are merged later: not too small. As many as a
    /// unit of a scanner brings, with their places, so that the index keeps up with two of them.
    private static final int ROWS = 8000;

    private static final List<String> TABLES = List.of("credential", "identity", "place");

    @Override
    public int follow(Unit unit) {
        return Database.in(
                unit,
                session ->
                        switch (session.dialect()) {
                            case Dialect.Sqlite _ -> followAll(session);
                            case Dialect.Postgresql _ -> 0;
                        });
    }

    /// The row's text is another one now.
    public static void replace(Session session, String table, long n) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    session.update(
                            "INSERT OR REPLACE INTO %1$s_text (rowid, folded)".formatted(table)
                                    + " SELECT n, folded FROM %1$s WHERE n = ?".formatted(table),
                            n);
            case Dialect.Postgresql _ -> {}
        }
    }

    /// The row is gone.
    static void remove(Session session, String table, long n) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    session.update("DELETE FROM %s_text WHERE rowid = ?".formatted(table), n);
            case Dialect.Postgresql _ -> {}
        }
    }

    private static int followAll(Session session) throws SQLException {
        int rows = 0;
        for (String table : TABLES) {
            rows += follow(session, table, ROWS - rows);
        }
        return rows;
    }

    private static int follow(Session session, String table, int limit) throws SQLException {
        if (limit <= 0) {
            return 0;
        }
        String counter = "indexed:" + table;
        long from =
                session.first(
                                "SELECT value FROM counter WHERE name = ?",
                                row -> row.number(1),
                                counter)
                        .orElse(0L);
        long newest = session.number("SELECT coalesce(max(n), 0) FROM " + table);
        long to = Math.min(newest, from + limit);
        if (to <= from) {
            return 0;
        }
        int rows =
                session.update(
                        """
                        INSERT OR REPLACE INTO %1$s_text (rowid, folded)
                        SELECT n, folded FROM %1$s WHERE n > ? AND n <= ?
                        """
                                .formatted(table),
                        from,
                        to);
        session.update(
                "INSERT INTO counter (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                counter,
                to);
        return Math.max(rows, 1);
    }
}
