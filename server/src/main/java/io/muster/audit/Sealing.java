package io.muster.audit;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.NoteKey;
import io.muster.merkle.SignedNote;
import io.muster.unit.Units;
import java.security.PrivateKey;
import java.time.InstantSource;
import java.util.Optional;

/// Signs what was recorded, so that it cannot be taken back.
///
/// A checkpoint is signed only for entries that are kept: what could still be lost is never vouched
/// for.
///
/// @param key whose name is the origin of the log
/// @param units where the log is kept
public record Sealing(
        Log log, Units units, NoteKey key, PrivateKey privateKey, InstantSource clock) {

    /// Signs the head of the log, unless it is signed already.
    ///
    /// @return the new checkpoint
    public Optional<SignedNote> seal() {
        Frontier head = log.head();
        if (head.size() == 0 || head.size() == sealedSize()) {
            return Optional.empty();
        }
        Checkpoint checkpoint = new Checkpoint(key.name(), head.size(), head.root());
        SignedNote note = SignedNote.sign(checkpoint.text(), key, privateKey);
        return Optional.of(
                units.write(unit -> {
                    log.seal(unit, checkpoint, note, clock.instant());
                    return note;
                }));
    }

    private long sealedSize() {
        return log.newest().map(it -> Long.parseLong(it.text().split("\n", 3)[1])).orElse(0L);
    }
}
