package io.muster.inventory;

import io.muster.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A machine as a line of a list.
///
/// @param id 32 hexadecimal digits
/// @param criticalityBy who set it
/// @param environmentBy likewise
/// @param credentials how many it has
public record IdentitySummary(
        String id,
        String kind,
        String realm,
        String name,
        Optional<Owner> owner,
        Optional<String> criticality,
        Optional<SaidBy> criticalityBy,
        Optional<String> environment,
        Optional<SaidBy> environmentBy,
        List<String> tags,
        long credentials,
        FindingCounts findings,
        Optional<Severity> worst,
        Instant firstSeen,
        Instant lastSeen,
        long version) {
    public IdentitySummary {
        tags = List.copyOf(tags);
    }
}
