package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.api.BackupPlace.Copy;
import io.muster.audit.Audited;
import io.muster.config.BackupSettings;
import io.muster.store.Backup;
import io.muster.store.SqliteDatabase;
import io.muster.store.audit.JdbcAuditLog;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String NAME = "muster-20261122T100000.000Z";

    @TempDir Path folder;

    private final Metrics metrics = new Metrics();
    private Instant now = NOW;
    private Path backups;
    private Databases databases;
    private Log log;
    private BackupFolder place;

    @BeforeEach
    void open() {
        backups = folder.resolve("backups");
        databases = new Databases(SqliteDatabase.roll(folder), SqliteDatabase.authority(folder));
        log = Log.to(OutputStream.nullOutputStream(), () -> now);
        place = folder(2, Duration.ofDays(30));
    }

    private BackupFolder folder(int newest, Duration kept) {
        return new BackupFolder(
                new BackupSettings(backups, newest, kept), databases, () -> now, log);
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

    @Test
    void theNewestStayAndTheOthersGoAfterTheirDays() throws IOException {
        List<String> names = three();
        assertThat(place.all())
                .extracting(Copy::name, Copy::keptUntil)
                .containsExactly(
                        tuple(names.get(2), Optional.empty()),
                        tuple(names.get(1), Optional.empty()),
                        tuple(names.get(0), Optional.of(NOW.plus(Duration.ofDays(30)))));

        now = NOW.plus(Duration.ofDays(30)).minusSeconds(1);
        removeOld(place);
        assertThat(place.all()).hasSize(3);
        assertThat(metrics.text()).contains("muster_backups_removed_total 0\n");

        now = NOW.plus(Duration.ofDays(300));
        removeOld(place);

        assertThat(place.all()).extracting(Copy::name).containsExactly(names.get(2), names.get(1));
        try (Stream<Path> left = Files.list(backups)) {
            assertThat(left).hasSize(2);
        }
        assertThat(metrics.text()).contains("muster_backups_removed_total 1\n");
        assertThat(audit().about(List.of("backup:" + names.getFirst()), 0, Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.decision().action()).isEqualTo("backup.remove"));
    }

    @Test
    void oneThatIsBeingRestoredWaits() throws IOException {
        List<String> names = three();
        BackupFolder hasty = folder(1, Duration.ZERO);
        Path sums = backups.resolve(names.getFirst()).resolve("backup.properties");
        try (FileChannel reader = FileChannel.open(sums)) {
            reader.lock(0, Long.MAX_VALUE, true);
            removeOld(hasty);
            assertThat(hasty.all())
                    .extracting(Copy::name)
                    .containsExactly(names.getLast(), names.getFirst());
        }
        removeOld(hasty);
        assertThat(hasty.all()).extracting(Copy::name).containsExactly(names.getLast());
    }

    @Test
    void whatIsBeingRemovedIsNotRestored() throws IOException {
        Path copy = backups.resolve(three().getFirst());
        Path target = folder.resolve("restored");
        boolean _ =
                Backup.discard(
                        copy,
                        backups.resolve("aside"),
                        () ->
                                assertThatThrownBy(() -> Backup.restore(copy, target))
                                        .isInstanceOf(Unavailable.class));
        assertThatThrownBy(() -> Backup.restore(copy, target)).hasMessageContaining("no backup");
    }

    private List<String> three() {
        for (int day = 0; day < 3; day++) {
            now = NOW.plus(Duration.ofDays(day));
            assertThat(place.begin("muster-2026112%dT100000.000Z".formatted(2 + day))).isTrue();
        }
        return place.all().reversed().stream().map(Copy::name).toList();
    }

    private JdbcAuditLog audit() {
        return new JdbcAuditLog((SqliteDatabase) databases.authority());
    }

    private void removeOld(BackupFolder backups) {
        Audited audited = new Audited(audit(), databases.authority(), databases.roll());
        new OldBackups(backups, audited, () -> now, metrics).remove();
    }
}
