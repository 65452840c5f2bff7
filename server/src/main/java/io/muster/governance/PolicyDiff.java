package io.muster.governance;

import io.muster.inventory.CredentialName;
import io.muster.inventory.IdentityName;
import io.muster.inventory.SourceName;
import io.muster.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What would be different under another policy.
///
/// @param newlyBroken rules that would be broken and are not
/// @param newlyPassing rules that are broken and would not be
/// @param newlyRefused requests for certificates that would be refused; none yet, because Muster
///   issues none yet
/// @param more how many each list has beyond those that are shown
/// @param rules those in which the two policies differ, with exact counts, in order of id
/// @param judged how much was judged by both; nothing where no rule asks anything else
/// @param asOf the moment for which was judged
public record PolicyDiff(
        List<Difference> newlyBroken,
        List<Difference> newlyPassing,
        List<Difference> newlyRefused,
        More more,
        List<RuleDifference> rules,
        long judged,
        Instant asOf) {
    public PolicyDiff {
        newlyBroken = List.copyOf(newlyBroken);
        newlyPassing = List.copyOf(newlyPassing);
        newlyRefused = List.copyOf(newlyRefused);
        rules = List.copyOf(rules);
    }

    /// One rule on one credential, account or source.
    ///
    /// @param severity as the policy says by which it is broken
    /// @param message what is wrong, by the same
    public record Difference(
            String rule,
            Severity severity,
            String message,
            Optional<CredentialName> credential,
            Optional<IdentityName> identity,
            Optional<SourceName> source) {}

    /// How many are not shown.
    public record More(long newlyBroken, long newlyPassing, long newlyRefused) {}

    /// One rule that is not what it was.
    public record RuleDifference(
            String rule, RuleChange change, long newlyBroken, long newlyPassing) {}
}
