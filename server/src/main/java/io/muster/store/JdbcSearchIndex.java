package io.muster.store;

import io.muster.inventory.SearchIndex;
import java.sql.SQLException;
import java.util.Optional;

/// The trigram tables of the embedded database, which have a file of their own: [SearchFile].
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
            case SqliteDatabase it -> it.textStanding().behind();
            case PostgresqlDatabase _ -> 0;
        };
    }

    @Override
    public Optional<String> trouble() {
        return switch (roll) {
            case SqliteDatabase it -> it.textStanding().trouble();
            case PostgresqlDatabase _ -> Optional.empty();
        };
    }

    /// The text of a row is another one now, or gone with it.
    static void changed(Session session, String table, long n) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ ->
                    session.update(
                            "INSERT INTO text_change (entity, entity_n) VALUES (?, ?)", table, n);
            case Dialect.Postgresql _ -> {}
        }
    }
}
