package io.muster.store.roll;

import io.muster.inventory.search.SearchIndex;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.PostgresqlDatabase;
import io.muster.store.Session;
import io.muster.store.SqliteDatabase;
import java.sql.SQLException;
import java.util.Optional;

/// The trigram tables of the embedded database, which have a file of their own.
///
/// PostgreSQL keeps its index itself.
public final class JdbcSearchIndex implements SearchIndex {
    private final Database roll;

    public JdbcSearchIndex(Database roll) {
        this.roll = roll;
    }

    @Override
    public int follow() {
        return switch (roll) {
            case SqliteDatabase it -> it.followText();
            case PostgresqlDatabase _ -> 0;
        };
    }

    @Override
    public long behind() {
        return switch (roll) {
            case SqliteDatabase it -> it.textBehind();
            case PostgresqlDatabase _ -> 0;
        };
    }

    @Override
    public Optional<String> trouble() {
        return switch (roll) {
            case SqliteDatabase it -> it.textTrouble();
            case PostgresqlDatabase _ -> Optional.empty();
        };
    }

    /// The text of a row is another one now, or gone with it.
    public static void changed(Session session, String table, long n) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    session.update(
                            "INSERT INTO text_change (entity, entity_n) VALUES (?, ?)", table, n);
            case Dialect.Postgresql _ -> {}
        }
    }
}
