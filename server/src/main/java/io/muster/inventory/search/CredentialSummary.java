package io.muster.inventory.search;

import io.muster.inventory.IdentityName;
import io.muster.inventory.TeamName;
import io.muster.inventory.findings.FindingCounts;
import io.muster.inventory.query.State;
import io.muster.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A credential as a line of a list.
///
/// @param id 64 hexadecimal digits
/// @param keyId the SHA-256 of its public key, where that is known
/// @param identities whose it is, at most five of them
/// @param places at how many places it is now
/// @param place the first of them
/// @param worst the severity of its worst open finding
public record CredentialSummary(
        String id,
        String type,
        String title,
        String fingerprint,
        Optional<String> keyId,
        Optional<AlgorithmSummary> algorithm,
        Optional<String> issuer,
        Optional<String> subject,
        Optional<String> serialNumber,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        boolean foreign,
        State state,
        List<IdentityName> identities,
        Optional<TeamName> owner,
        Optional<String> environment,
        Optional<String> criticality,
        List<String> tags,
        long places,
        Optional<String> place,
        FindingCounts findings,
        Optional<Severity> worst,
        Instant firstSeen,
        Instant lastSeen) {
    public CredentialSummary {
        identities = List.copyOf(identities);
        tags = List.copyOf(tags);
    }

    /// @param bits the size of the key; 0 when it has none
    /// @param strength the class that policy judges by
    public record AlgorithmSummary(String name, long bits, String strength) {}
}
