package io.muster.scan;

import io.muster.model.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The figures of a run.
///
/// @param credentials all that are listed, foreign ones included
/// @param foreign of those, the ones that are only trusted or known here
/// @param sightings how often and where they were seen, duplicates counted once
/// @param unreadable places that could not be read
/// @param allowed sightings of secrets that an allow list keeps out of all other figures
/// @param findings how many of each severity; every severity is there
/// @param files files, archive entries and blobs looked at
/// @param bytes their size
/// @param endpoints endpoints asked, whether they answered or not
public record Summary(
        long identities,
        long credentials,
        long foreign,
        long sightings,
        long unreadable,
        long allowed,
        Map<Severity, Long> findings,
        long files,
        long bytes,
        long endpoints,
        long elapsedMillis) {
    public Summary {
        EnumMap<Severity, Long> all = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            all.put(severity, findings.getOrDefault(severity, 0L));
        }
        findings = Collections.unmodifiableMap(all);
    }

    /// Findings of `severity` or worse.
    public long findingsAtLeast(Severity severity) {
        return findings.entrySet().stream()
                .filter(it -> it.getKey().atLeast(severity))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
