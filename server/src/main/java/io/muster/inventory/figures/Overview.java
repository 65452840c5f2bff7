package io.muster.inventory.figures;

import io.muster.inventory.search.Total;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The roll in numbers, from figures that are kept and not counted.
///
/// @param total `credentials` (of ours and foreign), `foreign`, `identities`, `places`
/// @param kinds identities by kind
/// @param types credentials by type; this and what follows without what is foreign
/// @param strengths credentials by the class of their algorithm
/// @param algorithms credentials by algorithm
/// @param issuers certificates by the kind of their issuer
/// @param states credentials by what has become of them; what is not said is active
/// @param findings open findings by severity
/// @param rules open findings by rule, the most frequent first, at most twenty
/// @param expiry 53 weeks from this one
/// @param withoutOwner identities that nobody owns
/// @param since what changed since the instant that was asked for
public record Overview(
        Map<String, Long> total,
        Map<String, Long> kinds,
        Map<String, Long> types,
        Map<String, Long> strengths,
        Map<String, Long> algorithms,
        Map<String, Long> issuers,
        Map<String, Total> states,
        Map<String, Long> findings,
        List<RuleCount> rules,
        List<Week> expiry,
        Total withoutOwner,
        Since since) {

    /// Open findings of a rule.
    public record RuleCount(String rule, long count) {}

    /// What expires in the seven days from `start`.
    ///
    /// @param bySeverity by the worst open finding: `critical` to `info`, and `none`
    public record Week(Instant start, Map<String, Long> bySeverity) {}

    /// @param fresh credentials seen for the first time
    /// @param gone credentials that are at no place any more
    /// @param opened findings
    /// @param resolved findings
    public record Since(Total fresh, Total gone, Total opened, Total resolved) {}
}
