package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.store.intake.Inventory;
import io.muster.testing.PostgresqlServer;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shared database, copied while it is written to, and the way back.
class BackupTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir Path folder;

    @Test
    void everyRowOfTheSharedDatabaseComesBackAndCountersGoOn() {
        Path backup = folder.resolve("backup");
        List<String> before;
        try (Inventory inventory = new Inventory(DatabaseKind.POSTGRESQL.roll(folder))) {
            inventory.scan(
                    "one",
                    inventory.certificate("pay.example.com", "file://web-3/etc/pay.pem"),
                    inventory.certificate("ünï\t\"code\".example.com", "file://web-3/etc/u.pem"));
            before = rows(inventory.database);
            Backup.make((PostgresqlDatabase) inventory.database, backup, NOW);
        }
        assertThat(Backup.check(backup)).isEmpty();
        assertThat(backup.resolve("postgresql.zip").toFile())
                .satisfies(it ->
                        assertThat(Files.getPosixFilePermissions(it.toPath()))
                                .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        assertThat(Backup.summary(backup).orElseThrow().made()).isEqualTo(NOW);

        String empty = PostgresqlServer.freshDatabase();
        Backup.restore(backup, empty);

        try (Inventory restored = new Inventory(PostgresqlDatabase.open(empty))) {
            assertThat(rows(restored.database)).isEqualTo(before);
            restored.scan(
                    "other", restored.certificate("late.example.com", "file://web-3/etc/late.pem"));
            assertThat(restored.number("SELECT count(*) FROM credential")).isEqualTo(3);
        }
    }

    @Test
    void aDatabaseThatIsNotEmptyStaysAsItIs() {
        Path backup = folder.resolve("backup");
        try (Inventory inventory = new Inventory(DatabaseKind.POSTGRESQL.roll(folder))) {
            Backup.make((PostgresqlDatabase) inventory.database, backup, NOW);
        }
        String taken = PostgresqlServer.freshDatabase();
        PostgresqlDatabase.open(taken).close();
        assertThatThrownBy(() -> Backup.restore(backup, taken))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("name an empty one");
    }

    @Test
    void aDamagedCopyIsNotRestored() throws IOException {
        Path backup = folder.resolve("backup");
        try (Inventory inventory = new Inventory(DatabaseKind.POSTGRESQL.roll(folder))) {
            Backup.make((PostgresqlDatabase) inventory.database, backup, NOW);
        }
        Path file = backup.resolve("postgresql.zip");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(file) / 2);
        }
        assertThat(Backup.check(backup)).containsKey("postgresql.zip");
        String empty = PostgresqlServer.freshDatabase();
        assertThatThrownBy(() -> Backup.restore(backup, empty))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void aBackupOfOneKindIsNotPutIntoTheOther() {
        Path shared = folder.resolve("shared");
        try (Inventory inventory = new Inventory(DatabaseKind.POSTGRESQL.roll(folder))) {
            Backup.make((PostgresqlDatabase) inventory.database, shared, NOW);
        }
        assertThatThrownBy(() -> Backup.restore(shared, folder.resolve("data")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("--database-url");

        Path files = folder.resolve("files");
        try (SqliteDatabase roll = SqliteDatabase.roll(folder);
                SqliteDatabase authority = SqliteDatabase.authority(folder)) {
            Backup.make(authority, roll, files, NOW);
        }
        assertThatThrownBy(() -> Backup.restore(files, PostgresqlServer.freshDatabase()))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("embedded store");
    }

    /// Of all tables, each row as text.
    private static List<String> rows(Database database) {
        return database.read(session -> {
            List<String> rows = new ArrayList<>();
            for (String table :
                    session.all(
                            "SELECT relname FROM pg_class WHERE relkind = 'r'"
                                    + " AND relnamespace = current_schema()::regnamespace"
                                    + " ORDER BY relname",
                            row -> row.text(1))) {
                rows.addAll(
                        session.all(
                                "SELECT '%s ' || t::text FROM \"%s\" t ORDER BY 1"
                                        .formatted(table, table),
                                row -> row.text(1)));
            }
            return rows;
        });
    }
}
