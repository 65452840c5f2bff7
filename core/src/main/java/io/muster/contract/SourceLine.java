package io.muster.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something that is looked at again and again.
///
/// @param schedule when: `every 6h`, `continuous`, `manual`, or five cron fields
/// @param origin configuration, api or scanner
/// @param freshness fresh, late, never or running
public record SourceLine(
        String id,
        String name,
        List<String> targets,
        String schedule,
        boolean enabled,
        String origin,
        Optional<RunLine> lastRun,
        Optional<Instant> nextDue,
        String freshness,
        long version) {
    public SourceLine {
        targets = List.copyOf(targets);
    }
}
