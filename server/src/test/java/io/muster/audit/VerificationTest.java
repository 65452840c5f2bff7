package io.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.merkle.TreeHash;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final String ORIGIN = "muster.example/audit";
    private static final int SIZE = 20;

    private final KeyPair pair = pair();
    private final NoteKey key = NoteKey.of(ORIGIN, pair.getPublic());
    private final List<Verification.Kept> log = log(SIZE);
    private final List<SignedNote> checkpoints =
            new ArrayList<>(List.of(checkpoint(7), checkpoint(15), checkpoint(SIZE)));

    @Test
    void aWholeLogHolds() {
        Verification verification = verify(log);
        assertThat(verification.holds()).isTrue();
        assertThat(verification.size()).isEqualTo(SIZE);
        assertThat(verification.signedSize()).isEqualTo(SIZE);
    }

    @Test
    void anEmptyLogHolds() {
        checkpoints.clear();
        assertThat(verify(List.of()).holds()).isTrue();
    }

    @Test
    void anEntryIsReadAsItWasWritten() throws Malformed {
        assertThat(Entry.decode(entry(3).encoded())).isEqualTo(entry(3));
    }

    @Test
    void eachAlteredByteOfAnEntryIsNamed() {
        byte[] bytes = log.get(4).encoded().toArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            List<Verification.Kept> forged = new ArrayList<>(log);
            forged.set(4, new Verification.Kept(4, Bytes.of(changed), log.get(4).hash()));
            assertThat(verify(forged).faults())
                    .as("byte %d", i)
                    .isNotEmpty()
                    .allMatch(it -> it.message().contains("4"));
        }
    }

    @Test
    void anEntryThatWasRewrittenWithItsHashIsFoundBetweenTwoCheckpoints() {
        List<Verification.Kept> forged = new ArrayList<>(log);
        forged.set(9, kept(9, entry(9, "somebody.else")));
        assertThat(verify(forged).faults()).containsExactly(new Fault.Diverged(7, 15));
        assertThat(verify(forged).signedSize()).isEqualTo(7);
    }

    @Test
    void aRemovedEntryIsNamed() {
        List<Verification.Kept> shorter = new ArrayList<>(log);
        shorter.remove(5);
        shorter.remove(5);
        assertThat(verify(shorter).faults()).contains(new Fault.Removed(5, 6));
    }

    @Test
    void swappedEntriesAreNamed() {
        List<Verification.Kept> swapped = new ArrayList<>(log);
        Collections.swap(swapped, 3, 4);
        for (int i = 3; i <= 4; i++) {
            Verification.Kept it = swapped.get(i);
            swapped.set(i, new Verification.Kept(i, it.encoded(), it.hash()));
        }
        assertThat(verify(swapped).faults())
                .contains(new Fault.Misplaced(3, 4), new Fault.Misplaced(4, 3));
    }

    @Test
    void aLogThatWasCutOffWithItsCheckpointsIsFoundByACheckpointKeptElsewhere() {
        SignedNote elsewhere = checkpoints.removeLast();
        List<Verification.Kept> shorter = log.subList(0, 15);
        assertThat(verify(shorter).holds()).isTrue();
        checkpoints.add(elsewhere);
        assertThat(verify(shorter).faults()).containsExactly(new Fault.CutOff(15, SIZE));
    }

    @Test
    void entriesAfterTheLastCheckpointAreNamed() {
        checkpoints.removeLast();
        assertThat(verify(log).faults()).containsExactly(new Fault.Unsealed(15, SIZE));
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotBelieved() {
        NoteKey other = NoteKey.of(ORIGIN, pair().getPublic());
        Verification verification = Verification.of(log.iterator(), checkpoints, other);
        assertThat(verification.faults()).hasAtLeastOneElementOfType(Fault.Unsigned.class);
        assertThat(verification.signedSize()).isZero();
    }

    @Test
    void twoCheckpointsOfOneSizeThatDifferAreFound() {
        Checkpoint other = new Checkpoint(ORIGIN, 7, TreeHash.OF_NOTHING);
        checkpoints.add(SignedNote.sign(other.text(), key, pair.getPrivate()));
        assertThat(verify(log).faults()).contains(new Fault.Diverged(0, 7));
    }

    private Verification verify(List<Verification.Kept> entries) {
        return Verification.of(entries.iterator(), checkpoints, key);
    }

    private SignedNote checkpoint(int size) {
        Frontier frontier = Frontier.EMPTY;
        for (Verification.Kept kept : log.subList(0, size)) {
            frontier = frontier.append(kept.hash()).frontier();
        }
        Checkpoint head = new Checkpoint(ORIGIN, size, frontier.root());
        return SignedNote.sign(head.text(), key, pair.getPrivate());
    }

    private static List<Verification.Kept> log(int size) {
        List<Verification.Kept> log = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            log.add(kept(i, entry(i)));
        }
        return log;
    }

    private static Verification.Kept kept(long index, Entry entry) {
        return new Verification.Kept(index, entry.encoded(), entry.hash());
    }

    private static Entry entry(long index) {
        return entry(index, "person:anna");
    }

    private static Entry entry(long index, String actor) {
        return new Entry(
                index,
                Decision.of(
                        Instant.ofEpochSecond(1_800_000_000L + index),
                        actor,
                        "r-" + index,
                        "identity.rename",
                        "identity:3fa9",
                        Map.of("before", "pay", "after", "payments")));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
