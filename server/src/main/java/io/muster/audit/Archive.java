package io.muster.audit;

import io.muster.merkle.SignedNote;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The log as those read it who carry parts of it away.
public interface Archive extends Log {

    /// Entries `from` to `to`, the latter excluded, in order of index; nothing is believed of them.
    /// Of one that was forgotten there are no bytes.
    void each(long from, long to, Consumer<Verification.Kept> reader);

    /// The first entry that is more than a hash ([Keeping]).
    long firstKept();

    /// Makes hashes of the entries before `end`.
    ///
    /// @return how many
    int forget(Unit unit, long end);

    /// The newest signed head of more than `above` entries and of at most `size`.
    Optional<SignedNote> signed(long above, long size);

    /// Entries `from` to `to` about any of `subjects`, newest first.
    List<Entry> about(List<String> subjects, long from, long to, int limit);

    /// The index of the first entry that was decided at `time` or later; the size of the log when
    /// there is none.
    ///
    /// Decisions are recorded a moment after they were made, so their times may be out of order by
    /// that moment: an earlier one may come with them, a later one is not left out.
    long firstSince(Instant time);

    /// The index behind the last entry that was decided before `time`; 0 when there is none. Later
    /// ones may come with them, as with [#firstSince].
    long endBefore(Instant time);
}
