package io.muster.store.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Retention;
import io.muster.store.Backup;
import io.muster.store.DatabaseKind;
import io.muster.store.SqliteDatabase;
import io.muster.store.intake.Inventory;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeepingTest {
    private static final String MODE = "rw-------";

    private static final String PEM = "file://web-3/etc/pay.pem";

    @TempDir Path folder;

    @Test
    void aBackupOfARunningStoreIsRestoredAsItWas() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path copy = folder.resolve("backup");
        try (SqliteDatabase authority = SqliteDatabase.authority(data);
                Inventory inventory = new Inventory(SqliteDatabase.roll(data))) {
            inventory.scan("files", inventory.certificate("pay.example.com", PEM));
            Backup.make(authority, (SqliteDatabase) inventory.database, copy, Inventory.START);
            inventory.scan("files", inventory.certificate("later.example.com", PEM));
        }
        assertThat(Backup.check(copy)).isEmpty();
        Path restored = folder.resolve("restored");
        Backup.restore(copy, restored);
        try (Inventory inventory = new Inventory(SqliteDatabase.roll(restored))) {
            assertThat(inventory.texts("SELECT title FROM credential"))
                    .containsExactly("pay.example.com");
            inventory.scan("files", inventory.certificate("later.example.com", PEM));
            assertThat(inventory.number("SELECT count(*) FROM credential")).isEqualTo(2);
        }
        assertThatThrownBy(() -> Backup.restore(copy, restored))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("already");
    }

    @Test
    void whatIsKeptIsItsOwnersAlone() throws IOException {
        Path open = folder.resolve("roll.db");
        Files.createFile(
                open,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        Path copy = folder.resolve("backup");
        try (SqliteDatabase authority = SqliteDatabase.authority(folder);
                Inventory inventory = new Inventory(DatabaseKind.SQLITE.roll(folder))) {
            inventory.scan("files", inventory.certificate("pay.example.com", "file://web-3/a"));
            for (String name : List.of("roll.db", "authority.db")) {
                for (String more : List.of("", "-wal", "-shm")) {
                    assertThat(mode(folder.resolve(name + more))).as(name + more).isEqualTo(MODE);
                }
            }
            Backup.make(authority, (SqliteDatabase) inventory.database, copy, Inventory.START);
        }
        Backup.restore(copy, folder.resolve("restored"));
        for (String file : List.of("roll.db", "authority.db")) {
            assertThat(mode(copy.resolve(file))).isEqualTo(MODE);
            assertThat(mode(folder.resolve("restored").resolve(file))).isEqualTo(MODE);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aBackupThatWasChangedIsNotRestored() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path copy = folder.resolve("backup");
        try (SqliteDatabase authority = SqliteDatabase.authority(data);
                SqliteDatabase roll = SqliteDatabase.roll(data)) {
            Backup.make(authority, roll, copy, Inventory.START);
            assertThatThrownBy(() -> Backup.make(authority, roll, copy, Inventory.START))
                    .isInstanceOf(Unavailable.class);
        }
        byte[] bytes = Files.readAllBytes(copy.resolve("roll.db"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy.resolve("roll.db"), bytes);
        assertThat(Backup.check(copy)).containsOnlyKeys("roll.db");
        assertThatThrownBy(() -> Backup.restore(copy, folder.resolve("restored")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("roll.db");
        Files.delete(copy.resolve("backup.properties"));
        assertThat(Backup.check(copy)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLongGoneIsRemovedWithAllThatIsKnownOfIt(DatabaseKind kind) {
        try (Inventory inventory = new Inventory(kind.roll(folder))) {
            inventory.scan(
                    "files",
                    inventory.certificate("pay.example.com", PEM),
                    inventory.certificate("other.example.com", PEM));
            inventory.scan("files", inventory.certificate("other.example.com", PEM));
            JdbcRetention retention = new JdbcRetention();
            Retention.Periods periods =
                    new Retention.Periods(
                            Duration.ofDays(400),
                            Duration.ofDays(90),
                            Duration.ofDays(400),
                            Duration.ofDays(7));
            assertThat(tidy(inventory, retention, periods).isNothing()).isTrue();
            inventory.now = Inventory.START.plus(Duration.ofDays(401));
            Retention.Removed removed = tidy(inventory, retention, periods);
            assertThat(removed.rows())
                    .containsEntry("credential", 1L)
                    .containsEntry("sighting", 1L)
                    .containsEntry("credential_document", 1L)
                    .hasEntrySatisfying("run_change", it -> assertThat(it).isPositive());
            while (!tidy(inventory, retention, periods).isNothing()) {
                // The rest.
            }
            assertThat(inventory.texts("SELECT title FROM credential"))
                    .containsExactly("other.example.com");
            assertThat(inventory.number("SELECT value FROM counter WHERE name = 'credentials'"))
                    .isEqualTo(1);
            for (String table : List.of("sighting", "holding", "credential_document", "run")) {
                assertThat(inventory.number("SELECT count(*) FROM " + table)).isEqualTo(1);
            }
            assertThat(inventory.number("SELECT count(*) FROM history")).isZero();
            assertThat(inventory.number("SELECT count(*) FROM change_feed")).isZero();
        }
    }

    private static Retention.Removed tidy(
            Inventory inventory, JdbcRetention retention, Retention.Periods periods) {
        return inventory.database.write(unit -> retention.tidy(unit, periods, inventory.now));
    }
}
