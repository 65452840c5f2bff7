package io.muster.store;

import io.muster.testing.Missing;
import io.muster.testing.PostgresqlServer;
import java.nio.file.Path;

/// The two databases that every contract of the store is tested on.
///
/// `@ParameterizedClass @EnumSource` on a test class gives each its turn.
public enum DatabaseKind {
    SQLITE {
        @Override
        public Database roll(Path folder) {
            return SqliteDatabase.roll(folder);
        }

        @Override
        public Database authority(Path folder) {
            return SqliteDatabase.authority(folder);
        }
    },
    POSTGRESQL {
        @Override
        public Database roll(Path folder) {
            return fresh();
        }

        @Override
        public Database authority(Path folder) {
            return fresh();
        }

        private Database fresh() {
            return PostgresqlDatabase.open(PostgresqlServer.copyOf(migratedUrl()));
        }
    };

    /// The address of a database with a schema and nothing else, to make copies of.
    static String migratedUrl() {
        if (!PostgresqlServer.present()) {
            throw Missing.here("not installed: postgresql");
        }
        return Migrated.URL;
    }

    /// Migrated once; the databases of tests are copies.
    private static final class Migrated {
        private static final String URL = migrated();

        private static String migrated() {
            String url = PostgresqlServer.freshDatabase();
            PostgresqlDatabase.open(url).close();
            return url;
        }
    }

    /// A fresh inventory; the embedded one lies in `folder`.
    public abstract Database roll(Path folder);

    /// A fresh store of decisions.
    public abstract Database authority(Path folder);
}
