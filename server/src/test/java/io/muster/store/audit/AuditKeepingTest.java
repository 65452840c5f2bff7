package io.muster.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Export;
import io.muster.audit.ExportCheck;
import io.muster.audit.Fault;
import io.muster.audit.Keeping;
import io.muster.audit.Log;
import io.muster.audit.Sealing;
import io.muster.audit.Verification;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.Tile;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What is too old becomes hashes, and everything is proved as before.
@ParameterizedClass
@EnumSource
class AuditKeepingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final KeyPair pair = pair();
    private final NoteKey key = NoteKey.of("muster.test/audit", pair.getPublic());
    private Database database;
    private JdbcAuditLog log;
    private JdbcPositions positions;
    private Sealing sealing;
    private SignedNote early;

    /// 600 entries two years old, 200 of today.
    @BeforeEach
    void open() {
        database = kind.authority(folder);
        log = new JdbcAuditLog(database);
        positions = new JdbcPositions(database);
        sealing = new Sealing(log, database, key, pair.getPrivate(), InstantSource.fixed(NOW));
        append(600, NOW.minus(YEAR.multipliedBy(2)));
        early = sealing.seal().orElseThrow();
        append(200, NOW);
        sealing.seal();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void wholeTilesOfOldEntriesBecomeHashesAndTheLogHolds() {
        assertThat(all(keeping(Optional.of(YEAR)))).isEqualTo(512);

        assertThat(log.firstKept()).isEqualTo(512);
        assertThat(verification().faults()).isEmpty();
        assertThat(verification().forgotten()).isEqualTo(512);
        assertThat(verification().size()).isEqualTo(801);
        List<Entry> newest = log.page(new Log.Filter(Long.MAX_VALUE, "", ""), 1000);
        assertThat(newest).hasSize(801 - 512);
        assertThat(newest.getFirst().decision().action()).isEqualTo(Keeping.ACTION);
        assertThat(newest.getFirst().decision().detail()).containsEntry("before", "512");
        assertThat(log.about(List.of("identity:3"), 0, 801, 9)).isEmpty();
    }

    @Test
    void forEverForgetsNothing() {
        assertThat(all(keeping(Optional.empty()))).isZero();
        assertThat(log.head().size()).isEqualTo(800);
    }

    @Test
    void whatIsForgottenIsForgottenOnce() {
        all(keeping(Optional.of(YEAR)));
        assertThat(all(keeping(Optional.of(YEAR)))).isZero();
        assertThat(log.head().size()).isEqualTo(801);
    }

    @Test
    void whatAFollowerLacksStays() {
        long _ =
                database.write(unit -> {
                    positions.keep(unit, "siem", 300);
                    return 0L;
                });
        Keeping keeping =
                new Keeping(
                        log,
                        positions,
                        database,
                        Optional.of(YEAR),
                        List.of("siem"),
                        InstantSource.fixed(NOW));
        assertThat(all(keeping)).isEqualTo(256);
    }

    @Test
    void hashesAreStillTheLeavesOfTilesAndOfExports() throws Exception {
        Tile hashes = new Tile(Tile.Kind.HASHES, 0, 0, Tile.FULL);
        Tile entries = new Tile(Tile.Kind.ENTRIES, 0, 0, Tile.FULL);
        Optional<?> before = log.tile(hashes);
        all(keeping(Optional.of(YEAR)));

        assertThat(log.tile(hashes)).isEqualTo(before);
        assertThat(log.tile(entries)).isEmpty();
        assertThat(log.tile(new Tile(Tile.Kind.ENTRIES, 0, 2, Tile.FULL))).isPresent();

        Export export = new Export(log, sealing);
        Export.Slice slice = export.slice(Optional.empty(), Optional.empty()).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(slice, out);
        ExportCheck.Result result =
                ExportCheck.of(new ByteArrayInputStream(out.toByteArray()), List.of(early), key);
        assertThat(result.faults()).isEmpty();
        assertThat(result.from()).isEqualTo(512);
        assertThat(result.signedSize()).isEqualTo(801);
    }

    @Test
    void aCheckpointThatWasKeptElsewhereStillProvesTheBeginning() {
        all(keeping(Optional.of(YEAR)));
        sealing.seal();
        assertThat(Verification.of(log, List.of(early), key).faults()).isEmpty();

        tamper(
                "UPDATE audit_entry SET hash = (SELECT hash FROM audit_entry WHERE n = 8)"
                        + " WHERE n = 7");
        assertThat(Verification.of(log, List.of(early), key).holds()).isFalse();
    }

    @Test
    void whoForgetsMoreThanTheLogSaysIsFoundOut() {
        all(keeping(Optional.of(YEAR)));
        forge(512, 520);
        assertThat(verification().faults()).contains(new Fault.Removed(512, 519));
    }

    @Test
    void whoForgetsWithoutSayingSoIsFoundOut() {
        forge(0, 3);
        assertThat(verification().faults()).contains(new Fault.Removed(0, 2));
    }

    private void forge(long from, long to) {
        long _ =
                database.write(unit ->
                        Database.in(
                                unit,
                                session ->
                                        (long)
                                                session.update(
                                                        "UPDATE audit_entry SET encoded = ?"
                                                                + " WHERE n >= ? AND n < ?",
                                                        new byte[0],
                                                        from,
                                                        to)));
    }

    private static int all(Keeping keeping) {
        int all = 0;
        int gone;
        do {
            gone = keeping.forget();
            all += gone;
        } while (gone > 0);
        return all;
    }

    private Keeping keeping(Optional<Duration> period) {
        return new Keeping(log, positions, database, period, List.of(), InstantSource.fixed(NOW));
    }

    private Verification verification() {
        sealing.seal();
        return Verification.of(log, List.of(), key);
    }

    private void append(int count, Instant at) {
        long first = log.head().size();
        int _ =
                database.write(unit -> {
                    for (long i = first; i < first + count; i++) {
                        Entry _ =
                                log.append(
                                        unit,
                                        Decision.of(
                                                at,
                                                "person:anna",
                                                "r-" + i,
                                                "identity.rename",
                                                "identity:" + i,
                                                Map.of("after", "pay")));
                    }
                    return count;
                });
    }

    private void tamper(String sql) {
        int _ = database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
