package io.muster.contract;

import java.util.List;

/// What became of a batch of lines: `seen = fresh + known + rejected`.
public record Taken(long seen, long fresh, long known, List<Rejected> rejected) {
    public Taken {
        rejected = List.copyOf(rejected);
    }

    /// @param what which line
    public record Rejected(String what, String reason) {}
}
