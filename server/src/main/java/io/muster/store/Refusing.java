package io.muster.store;

import io.muster.inventory.query.QueryRefused;

/// Reads what may be refused.
final class Refusing {
    private Refusing() {}

    static <T> T read(Database database, Answer<T> answer) throws QueryRefused {
        try {
            return database.read(session -> {
                try {
                    return answer.from(session);
                } catch (QueryRefused e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried e) {
            throw e.refused;
        }
    }

    /// Carries a refusal through work that only knows what databases throw.
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final QueryRefused refused;

        Carried(QueryRefused refused) {
            super(refused);
            this.refused = refused;
        }
    }
}
