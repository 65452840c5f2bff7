package io.muster.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.audit.Decision;
import io.muster.audit.Entry;
import io.muster.audit.Fault;
import io.muster.audit.Log;
import io.muster.audit.Sealing;
import io.muster.audit.Verification;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.Tile;
import io.muster.model.Bytes;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JdbcAuditLogTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

    @Parameter DatabaseKind kind;

    @TempDir Path folder;

    private final KeyPair pair = pair();
    private final NoteKey key = NoteKey.of("muster.test/audit", pair.getPublic());
    private Database database;
    private JdbcAuditLog log;
    private Sealing sealing;

    @BeforeEach
    void open() {
        database = kind.authority(folder);
        log = new JdbcAuditLog(database);
        sealing = new Sealing(log, database, key, pair.getPrivate(), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void decisionsFollowOneAnotherAndAreSealed() {
        append(300);
        SignedNote note = sealing.seal().orElseThrow();
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(sealing.seal()).isEmpty();
        assertThat(verification().holds()).isTrue();
        assertThat(verification().signedSize()).isEqualTo(300);
    }

    @Test
    void aDecisionWhoseChangeWasNotKeptIsNotRecorded() {
        append(2);
        assertThatThrownBy(() ->
                        database.write(unit -> {
                            log.append(unit, decision(2));
                            throw new IllegalArgumentException("no");
                        }))
                .isInstanceOf(IllegalArgumentException.class);
        append(1);
        assertThat(log.head().size()).isEqualTo(3);
        assertThat(log.page(new Log.Filter(Long.MAX_VALUE, "", ""), 9))
                .extracting(Entry::index)
                .containsExactly(2L, 1L, 0L);
    }

    @Test
    void manyAtOnceMakeOneLog() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                writers.add(executor.submit(() -> append(10)));
            }
        }
        for (Future<?> it : writers) {
            it.get();
        }
        sealing.seal();
        assertThat(verification().holds()).isTrue();
        assertThat(verification().size()).isEqualTo(200);
    }

    @Test
    void anAlteredRowARemovedRowAndACutOffEndAreFound() {
        append(20);
        sealing.seal();
        tamper(
                "UPDATE audit_entry SET hash = (SELECT hash FROM audit_entry WHERE n = 1) WHERE n = 4");
        assertThat(verification().faults()).contains(new Fault.Altered(4));
        tamper("DELETE FROM audit_entry WHERE n = 7");
        assertThat(verification().faults()).contains(new Fault.Removed(7, 7));
        tamper("DELETE FROM audit_entry WHERE n >= 4");
        assertThat(verification().faults()).containsExactly(new Fault.CutOff(4, 20));
    }

    @Test
    void tilesAreThoseOfTheLog() {
        append(260);
        Bytes full = log.tile(new Tile(Tile.Kind.HASHES, 0, 0, 256)).orElseThrow();
        Bytes rest = log.tile(new Tile(Tile.Kind.HASHES, 0, 1, 4)).orElseThrow();
        Bytes above = log.tile(new Tile(Tile.Kind.HASHES, 1, 0, 1)).orElseThrow();
        assertThat(full.size()).isEqualTo(256 * 32);
        assertThat(rest.size()).isEqualTo(4 * 32);
        assertThat(above).isEqualTo(log.head().peaks().getFirst().digest());
        Bytes entries = log.tile(new Tile(Tile.Kind.ENTRIES, 0, 1, 4)).orElseThrow();
        int length = entries.at(0) << 8 | entries.at(1);
        assertThat(entries.slice(2, 2 + length)).isEqualTo(new Entry(256, decision(256)).encoded());
        assertThat(log.tile(new Tile(Tile.Kind.HASHES, 0, 1, 5))).isEmpty();
    }

    @Test
    void entriesAreFoundByWhoAndWhat() {
        append(5);
        assertThat(log.page(new Log.Filter(4, "person:3", ""), 10)).hasSize(1);
        assertThat(log.page(new Log.Filter(9, "", "identity:2"), 10))
                .extracting(Entry::index)
                .containsExactly(2L);
    }

    private void append(int count) {
        long first = log.head().size();
        for (int i = 0; i < count; i++) {
            long number = first + i;
            database.write(unit -> log.append(unit, decision(number)));
        }
    }

    private static Decision decision(long number) {
        return Decision.of(
                NOW,
                "person:" + number,
                "r-" + number,
                "identity.rename",
                "identity:" + number,
                Map.of("after", "pay"));
    }

    private Verification verification() {
        List<Verification.Kept> kept = new ArrayList<>();
        log.each(kept::add);
        return Verification.of(kept.iterator(), log.checkpoints(), key);
    }

    private void tamper(String sql) {
        database.write(unit -> Database.in(unit, session -> session.update(sql)));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
