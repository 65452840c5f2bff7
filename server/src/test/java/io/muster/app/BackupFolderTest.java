package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.api.BackupPlace.Copy;
import io.muster.store.SqliteDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String NAME = "muster-20261122T100000.000Z";

    @TempDir Path folder;

    private Path backups;
    private Databases databases;
    private BackupFolder place;

    @BeforeEach
    void open() {
        backups = folder.resolve("backups");
        databases = new Databases(SqliteDatabase.roll(folder), SqliteDatabase.authority(folder));
        InstantSource clock = InstantSource.fixed(NOW);
        place =
                new BackupFolder(
                        backups, databases, clock, Log.to(OutputStream.nullOutputStream(), clock));
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void aBackupIsThereWithItsSizeAndChecksumAndItsOwnersAlone() throws IOException {
        assertThat(place.all()).isEmpty();
        assertThat(place.begin(NAME)).isTrue();

        Copy copy = place.all().getFirst();
        assertThat(copy.state()).isEqualTo(Copy.State.MADE);
        assertThat(copy.made()).contains(NOW);
        assertThat(copy.size()).isGreaterThan(10_000);
        assertThat(copy.sha256().orElseThrow()).hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backups)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatACrashCutOffIsNoBackupAndGoesInTime() throws IOException {
        Path abandoned = Files.createDirectories(backups.resolve("." + NAME + ".part"));
        Files.writeString(abandoned.resolve("roll.db"), "");
        Files.createDirectories(backups.resolve(NAME));
        assertThat(place.all()).as("a folder without sums is no backup").isEmpty();
        Files.setLastModifiedTime(abandoned, FileTime.from(NOW.minusSeconds(3 * 86_400)));

        place.begin("muster-20261122T100001.000Z");

        assertThat(abandoned).doesNotExist();
        assertThat(place.all()).hasSize(1);
    }

    @Test
    void aBackupThatFailsSaysWhyAndTheNextMayBeMade() throws IOException {
        Files.writeString(backups, "in the way");
        assertThat(place.begin(NAME)).isTrue();

        assertThat(place.all().getFirst().state()).isEqualTo(Copy.State.FAILED);
        assertThat(place.all().getFirst().trouble().orElseThrow()).contains(backups.toString());
        Files.delete(backups);
        assertThat(place.begin(NAME)).isTrue();
        assertThat(place.all()).extracting(Copy::state).containsExactly(Copy.State.MADE);
    }
}
