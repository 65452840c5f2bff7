package io.muster.store.search;

import io.muster.inventory.query.QueryRefused;
import io.muster.store.Database;
import io.muster.store.Patience;
import io.muster.store.Session;
import java.sql.SQLException;

/// Reads what may be refused, and refuses what takes too long.
final class Refusing {
    private Refusing() {}

    static <T> T read(Database database, Answer<T> answer) throws QueryRefused {
        try {
            return database.read(session -> {
                try {
                    return patiently(session, answer);
                } catch (QueryRefused e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried e) {
            throw e.refused;
        }
    }

    private static <T> T patiently(Session session, Answer<T> answer)
            throws SQLException, QueryRefused {
        Patience.begin(session);
        try {
            return answer.from(session);
        } catch (SQLException e) {
            if (Patience.isOver(e)) {
                throw new QueryRefused(
                        0,
                        "To answer this, too much would have to be read. Add a term that few fulfil:"
                                + " a longer word, an owner, a host, a time.");
            }
            throw e;
        } finally {
            Patience.end(session);
        }
    }

    /// Carries a refusal through work that only knows what databases throw.
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient QueryRefused refused;

        Carried(QueryRefused refused) {
            super(refused);
            this.refused = refused;
        }
    }
}
