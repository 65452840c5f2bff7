package io.muster.inventory;

import io.muster.model.Severity;
import java.time.Instant;
import java.util.Optional;

/// A finding as a line of a list.
///
/// @param reopened when it came back last; empty when it never did
public record FindingSummary(
        String id,
        String rule,
        Severity severity,
        String message,
        String remedy,
        Optional<CredentialName> credential,
        Optional<IdentityName> identity,
        Instant opened,
        Optional<Instant> resolved,
        Optional<Instant> reopened,
        Optional<TeamName> owner) {}
