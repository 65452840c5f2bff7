package io.muster.stewardship;

import io.muster.inventory.findings.FindingCounts;
import io.muster.policy.checks.IdentityCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How risky an identity is, 0 to 100: the sum of its factors, each with the most that it can add.
/// What they add stands in `risk.properties`.
///
/// @param score the sum, rounded
public record Risk(int score, List<Factor> factors) {
    private static final long DAYS_PER_YEAR = 365;

    public Risk {
        factors = List.copyOf(factors);
    }

    /// One that adds something, or could.
    ///
    /// @param points what it adds
    /// @param most what it can add
    /// @param because for people
    public record Factor(String id, String title, double points, double most, String because) {}

    static Risk of(Ward ward, Optional<Criticality> criticality, Instant now) {
        if (!ward.present()) {
            return new Risk(0, List.of());
        }
        RiskWeights weights = RiskWeights.SHIPPED;
        List<Factor> factors = new ArrayList<>();
        factors.add(findings(weights, ward.findings()));
        factors.add(criticality(weights, criticality));
        factors.add(exposure(weights, ward.known().exposure()));
        factors.add(
                new Factor(
                        "owner",
                        "No owner",
                        ward.owner().isEmpty() ? weights.of("owner") : 0,
                        weights.of("owner"),
                        ward.owner().map(it -> "owned by " + it).orElse("nobody answers for it")));
        factors.add(age(weights, ward.oldest(), now));
        factors.add(unused(weights, ward.lastUsed(), now));
        double sum = factors.stream().mapToDouble(Factor::points).sum();
        return new Risk((int) Math.min(100, Math.round(sum)), factors);
    }

    /// The worst counts, and each other a little, up to the most.
    private static Factor findings(RiskWeights weights, FindingCounts open) {
        double most = weights.of("findings");
        double worst =
                open.critical() > 0
                        ? weights.of("findings.critical")
                        : open.high() > 0
                                ? weights.of("findings.high")
                                : open.medium() > 0
                                        ? weights.of("findings.medium")
                                        : open.low() > 0 ? weights.of("findings.low") : 0;
        long all = open.critical() + open.high() + open.medium() + open.low();
        double others = Math.max(0, all - 1) * weights.of("findings.another");
        return new Factor(
                "findings",
                "Open findings",
                Math.min(most, worst + others),
                most,
                "%d critical, %d high, %d medium, %d low"
                        .formatted(open.critical(), open.high(), open.medium(), open.low()));
    }

    private static Factor criticality(RiskWeights weights, Optional<Criticality> criticality) {
        String level =
                criticality
                        .flatMap(Criticality::level)
                        .map(Criticality.Level::toString)
                        .orElse("unknown");
        return new Factor(
                "criticality",
                "Criticality",
                weights.of("criticality." + level),
                weights.of("criticality.critical"),
                criticality
                        .map(it -> it.why().isEmpty() ? it.text() : it.text() + ": " + it.why())
                        .orElse("nobody has said how much it matters"));
    }

    private static Factor exposure(RiskWeights weights, String exposure) {
        return new Factor(
                "exposure",
                "Exposure",
                weights.of("exposure." + exposure),
                weights.of("exposure.public"),
                switch (exposure) {
                    case IdentityCondition.Known.PUBLIC -> "a server shows it to everybody";
                    case IdentityCondition.Known.NETWORK -> "a server shows it";
                    default -> "no server was seen to show it";
                });
    }

    /// Grows with the years since the oldest credential in use began.
    private static Factor age(RiskWeights weights, Optional<Instant> oldest, Instant now) {
        double most = weights.of("age");
        long days = oldest.map(it -> Math.max(0, Duration.between(it, now).toDays())).orElse(0L);
        return new Factor(
                "age",
                "Age",
                Math.min(most, days * weights.of("age.year") / DAYS_PER_YEAR),
                most,
                "its oldest credential is %d days old".formatted(days));
    }

    private static Factor unused(RiskWeights weights, Optional<Instant> lastUsed, Instant now) {
        double most = weights.of("unused");
        Optional<Long> days = lastUsed.map(it -> Duration.between(it, now).toDays());
        boolean unused = days.filter(it -> it >= (long) weights.of("unused.days")).isPresent();
        return new Factor(
                "unused",
                "Unused",
                unused ? most : 0,
                most,
                days.map("last used %d days ago"::formatted)
                        .orElse("no source says when it was used"));
    }
}
