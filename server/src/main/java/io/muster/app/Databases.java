package io.muster.app;

import io.muster.config.ServerSettings;
import io.muster.store.Backup;
import io.muster.store.Database;
import io.muster.store.PostgresqlDatabase;
import io.muster.store.SqliteDatabase;
import io.muster.unit.Unavailable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The inventory and what was decided: two files, or one database that nodes share.
record Databases(Database roll, Database authority) implements AutoCloseable {

    /// @throws Unavailable saying why they cannot be used
    static Databases open(ServerSettings settings, Path folder) {
        Optional<String> url = settings.databaseUrl();
        if (url.isPresent()) {
            Database shared = PostgresqlDatabase.open(checked(url.get()));
            return new Databases(shared, shared);
        }
        Database authority = SqliteDatabase.authority(folder);
        try {
            return new Databases(SqliteDatabase.roll(folder), authority);
        } catch (RuntimeException e) {
            authority.close();
            throw e;
        }
    }

    /// What was decided alone, for a command beside the server.
    static Database authority(ServerSettings settings, Path folder) {
        return settings.databaseUrl().isPresent()
                ? PostgresqlDatabase.open(checked(settings.databaseUrl().get()))
                : SqliteDatabase.authority(folder);
    }

    static String checked(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new Unavailable("--database-url must begin with jdbc:postgresql:");
        }
        return url;
    }

    /// Copies both into `folder`, as they are now; they go on being used.
    ///
    /// @throws Unavailable when it cannot be written
    void copyTo(Path folder, Instant now) {
        if (roll instanceof SqliteDatabase file && authority instanceof SqliteDatabase decisions) {
            Backup.make(decisions, file, folder, now);
        } else if (roll instanceof PostgresqlDatabase shared) {
            Backup.make(shared, folder, now);
        } else {
            throw new IllegalStateException("two files or one shared database");
        }
    }

    /// Finds out whether they can be used.
    void probe() {
        roll.probe();
        if (!roll.equals(authority)) {
            authority.probe();
        }
    }

    @Override
    public void close() {
        roll.close();
        if (!roll.equals(authority)) {
            authority.close();
        }
    }
}
