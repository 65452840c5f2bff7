package io.muster.audit;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.Frontier;
import io.muster.merkle.SignedNote;
import io.muster.merkle.Tile;
import io.muster.model.Bytes;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Where decisions are kept.
public interface Log {

    /// Records `decision` as the next entry, in the unit of the change that it decided.
    Entry append(Unit unit, Decision decision);

    /// What everything that was recorded leads to.
    Frontier head();

    /// Keeps a signed head.
    ///
    /// @param checkpoint what `note` says
    void seal(Unit unit, Checkpoint checkpoint, SignedNote note, Instant at);

    /// The newest signed head.
    Optional<SignedNote> newest();

    /// All signed heads, oldest first.
    List<SignedNote> checkpoints();

    /// Every entry as it is kept, in order of index; nothing is believed of it.
    void each(Consumer<Verification.Kept> reader);

    /// The bytes of `tile` (C2SP tlog-tiles); empty when the log does not have it, or not all of
    /// it.
    Optional<Bytes> tile(Tile tile);

    /// Entries that fit `filter`, newest first.
    List<Entry> page(Filter filter, int limit);

    /// Which entries are asked for.
    ///
    /// @param before only those with a lower index
    /// @param actor empty for all
    /// @param subject empty for all
    record Filter(long before, String actor, String subject) {}
}
