package io.muster.app;

import io.muster.config.ServerSettings;
import io.muster.store.Backup;
import io.muster.store.Database;
import io.muster.store.JdbcSettings;
import io.muster.store.SqliteDatabase;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// Copies of the store, for commands beside the server.
public final class Backups {
    private Backups() {}

    /// Copies the databases of the data folder, or the shared one, into `folder`; servers may run
    /// meanwhile.
    ///
    /// @throws IOException when there is nothing to copy, or it cannot be written
    public static void make(ServerSettings settings, Path folder) throws IOException {
        if (settings.databaseUrl().isPresent()) {
            try (Databases shared = Databases.open(settings, settings.data())) {
                shared.copyTo(folder, InstantSource.system().instant());
            } catch (Unavailable e) {
                throw new IOException(e.reason(), e);
            }
            return;
        }
        if (!Files.isRegularFile(settings.data().resolve("authority.db"))) {
            throw new IOException(
                    "there is no database in %s; name the server's folder with --data"
                            .formatted(settings.data()));
        }
        try (SqliteDatabase authority = SqliteDatabase.authority(settings.data());
                SqliteDatabase roll = SqliteDatabase.roll(settings.data())) {
            Backup.make(authority, roll, folder, InstantSource.system().instant());
        } catch (Unavailable e) {
            throw new IOException(e.reason(), e);
        }
    }

    /// What became of the key files, which no backup holds.
    public enum KeysOfOld {
        /// They are, or will be, in the data folder.
        AT_HAND,
        /// The next start makes others: secrets that were seen before count as others then, and
        /// checkpoints of the audit log from before are held against its old key.
        LOST
    }

    /// Puts a backup into a data folder that has no database and no server, or into an empty shared
    /// database.
    ///
    /// @throws IOException when the backup is not whole, or the folder is in use
    public static void restore(ServerSettings settings, Path folder, KeysOfOld keys)
            throws IOException {
        try (DataFolder data = DataFolder.take(settings.data())) {
            settings.databaseUrl()
                    .ifPresentOrElse(
                            url -> Backup.restore(folder, Databases.checked(url)),
                            () -> Backup.restore(folder, data.path()));
            if (keys == KeysOfOld.LOST) {
                try (Database authority = Databases.authority(settings, data.path())) {
                    OneSetOfKeys.forget(authority, new JdbcSettings());
                }
            }
        } catch (Unavailable e) {
            throw new IOException(e.reason(), e);
        }
    }
}
