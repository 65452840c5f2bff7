package io.muster.contract;

import java.util.List;

/// What became of a batch of entries.
public record Taken(long seen, long added, long known, List<Rejected> rejected) {
    public Taken {
        rejected = List.copyOf(rejected);
    }

    /// @param line in the batch, from 1
    public record Rejected(long line, String reason) {}
}
