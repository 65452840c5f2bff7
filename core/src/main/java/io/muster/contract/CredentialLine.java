package io.muster.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A credential as a line of the roll.
///
/// @param id 64 hexadecimal digits
/// @param type `x509-certificate`, `ssh-key`, …
/// @param state active, expired, not-yet-valid, superseded, revoked or gone
/// @param places how many places it is at now
/// @param place one of them
/// @param worst the severity of its worst open finding
public record CredentialLine(
        String id,
        String type,
        String title,
        String fingerprint,
        Optional<String> keyId,
        Optional<Algorithm> algorithm,
        Optional<String> issuer,
        Optional<String> serialNumber,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        boolean foreign,
        String state,
        List<Named> identities,
        Optional<Named> owner,
        Optional<String> environment,
        Optional<String> criticality,
        List<String> tags,
        long places,
        Optional<String> place,
        Severities findings,
        Optional<String> worst,
        Instant firstSeen,
        Instant lastSeen) {
    public CredentialLine {
        identities = List.copyOf(identities);
        tags = List.copyOf(tags);
    }
}
