package io.muster.inventory.findings;

import io.muster.inventory.CredentialName;
import io.muster.inventory.IdentityName;
import io.muster.inventory.SourceName;
import io.muster.inventory.TeamName;
import io.muster.model.Severity;
import java.time.Instant;
import java.util.Optional;

/// A finding as a line of a list. It is about one of three: a credential, an identity's account, or
/// a source.
///
/// @param identity the first one that holds the credential, or the one that the account means
/// @param due by when it is to be dealt with; empty for what may stay
/// @param assignee who deals with it: `person:ID` or `team:ID`
/// @param comments how many there are
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
        Optional<TeamName> owner,
        Optional<Instant> due,
        Optional<String> assignee,
        long comments,
        Optional<Excepted> exception) {

    /// The exception that covers it: it is not open as long as that is in force.
    public record Excepted(String id, Instant since, Instant until, String reason) {}
}
