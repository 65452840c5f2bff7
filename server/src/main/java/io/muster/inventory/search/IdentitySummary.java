package io.muster.inventory.search;

import io.muster.inventory.findings.FindingCounts;
import io.muster.inventory.owners.Owner;
import io.muster.inventory.owners.SaidBy;
import io.muster.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A machine as a line of a list.
///
/// @param id 32 hexadecimal digits
/// @param criticalityBy who set it
/// @param criticalityWhy the rule, or what it was inherited from
/// @param environmentBy likewise
/// @param credentials how many it has
/// @param risk 0 to 100
/// @param orphaned since when nobody owns it; absent while somebody does, or need not
public record IdentitySummary(
        String id,
        String kind,
        String realm,
        String name,
        Optional<Owner> owner,
        Optional<String> criticality,
        Optional<SaidBy> criticalityBy,
        Optional<String> criticalityWhy,
        Optional<String> environment,
        Optional<SaidBy> environmentBy,
        List<String> tags,
        long credentials,
        FindingCounts findings,
        Optional<Severity> worst,
        Instant firstSeen,
        Instant lastSeen,
        long version,
        long risk,
        Optional<Instant> orphaned) {
    public IdentitySummary {
        tags = List.copyOf(tags);
    }
}
