package io.muster.inventory;

import io.muster.model.Severity;
import java.time.Instant;
import java.util.Optional;

/// A finding as a line of a list. It is about one of three: a credential, an identity's account, or
/// a source.
///
/// @param identity the first one that holds the credential, or the one that the account means
/// @param reopened when it came back last; empty when it never did
public record FindingSummary(
        String id,
        String rule,
        Severity severity,
        String message,
        String remedy,
        Optional<CredentialName> credential,
        Optional<IdentityName> identity,
        Optional<SourceName> source,
        Instant opened,
        Optional<Instant> resolved,
        Optional<Instant> reopened,
        Optional<TeamName> owner) {}
