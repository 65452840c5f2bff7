package io.muster.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An identity as a line.
///
/// @param kind service, workload, service-account, host, device, signer, certificate-authority,
///   ai-agent, application or key
/// @param realm the authority in which its name is unique; empty when it is by itself
/// @param version changes with every change by people; the ETag
public record IdentityLine(
        String id,
        String kind,
        String realm,
        String name,
        List<String> aliases,
        Optional<Named> owner,
        Optional<String> criticality,
        Optional<String> environment,
        List<String> tags,
        Map<String, String> attributes,
        long credentials,
        long places,
        Severities findings,
        Optional<String> worst,
        Instant firstSeen,
        Instant lastSeen,
        long version) {
    public IdentityLine {
        aliases = List.copyOf(aliases);
        tags = List.copyOf(tags);
    }
}
