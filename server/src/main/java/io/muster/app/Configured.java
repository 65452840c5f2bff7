package io.muster.app;

import io.muster.catalog.Bounds;
import io.muster.config.Estate;
import io.muster.config.Governing;
import io.muster.config.OwnerSetting;
import io.muster.config.RetentionSettings;
import io.muster.config.ScopeSettings;
import io.muster.config.ServerSettings;
import io.muster.config.SourceSetting;
import io.muster.inventory.Retention;
import io.muster.inventory.findings.Deadlines;
import io.muster.inventory.owners.OwnerRule;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.owners.Wildcard;
import io.muster.jobs.Schedule;
import io.muster.model.Malformed;
import io.muster.model.Severity;
import io.muster.monitor.Rehearsal;
import io.muster.policy.checks.IdentityCondition;
import io.muster.report.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the configuration says of the estate, in the words of those who act on it.
final class Configured {
    private static final int WORD_MAX = 300;
    private static final int TAG_MAX = 100;

    private Configured() {}

    /// Finds out whether all of it can be acted on.
    ///
    /// @throws Malformed naming the first that cannot
    static void check(ServerSettings settings) throws Malformed {
        Estate estate = settings.estate();
        try {
            checkAll(estate);
            List<Kind> _ = monthly(settings.governing());
        } catch (Malformed e) {
            throw new Malformed(estate.file() + ": " + e.reason(), e);
        }
    }

    private static void checkAll(Estate estate) throws Malformed {
        Bounds _ = bounds(estate.scope());
        List<OwnerRule> _ = rules(estate.owners());
        List<Rehearsal.Limit> _ = rateLimits(estate);
        for (SourceSetting source : estate.sources()) {
            Schedule _ = FileSources.schedule(source);
            try {
                Engine.check(source.targets());
            } catch (Malformed e) {
                throw new Malformed("source '%s': %s".formatted(source.id(), e.reason()), e);
            }
        }
    }

    /// @throws Malformed naming a rule that cannot hold
    static List<OwnerRule> rules(List<OwnerSetting> settings) throws Malformed {
        List<OwnerRule> rules = new ArrayList<>();
        for (OwnerSetting setting : settings) {
            String where = "owners[%d]: ".formatted(rules.size() + 1);
            if (!setting.team().stream().allMatch(it -> it.matches("[a-z0-9][a-z0-9.-]{0,99}"))) {
                throw new Malformed(
                        where + "a team's id is 1 to 100 small letters, digits, dots and hyphens");
            }
            if (!Stream.concat(setting.criticality().stream(), setting.environment().stream())
                    .allMatch(it -> it.length() <= WORD_MAX)) {
                throw new Malformed(
                        where + "criticality and environment have at most 300 characters");
            }
            if (!setting.tags().stream()
                    .allMatch(
                            it -> it.length() <= TAG_MAX && it.chars().noneMatch(c -> c < 0x20))) {
                throw new Malformed(
                        where + "a tag has at most 100 characters, none of them control");
            }
            try {
                rules.add(rule(setting));
            } catch (IllegalArgumentException e) {
                throw new Malformed(where + e.getMessage(), e);
            }
        }
        return rules;
    }

    private static OwnerRule rule(OwnerSetting setting) {
        OwnerSetting.Match match = setting.match();
        return new OwnerRule(
                setting.rule().orElse(""),
                SaidBy.RULE,
                new OwnerRule.Match(
                        match.place().map(Wildcard::new),
                        match.kind().map(Wildcard::new),
                        match.type().map(Wildcard::new),
                        match.environment().map(Wildcard::new),
                        match.tag().map(Wildcard::new),
                        match.name().map(Wildcard::new),
                        match.when().map(IdentityCondition::new)),
                setting.team(),
                setting.criticality(),
                setting.environment(),
                setting.tags());
    }

    /// @throws Malformed naming a rate limit that cannot be read
    static List<Rehearsal.Limit> rateLimits(Estate estate) throws Malformed {
        try {
            return estate.surroundings().rateLimits().stream().map(Rehearsal.Limit::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new Malformed("estate.rate-limits: " + e.getMessage(), e);
        }
    }

    /// @throws Malformed naming a limit that means nothing
    static Bounds bounds(ScopeSettings scope) throws Malformed {
        return Bounds.of(
                new Bounds.Limits(scope.paths(), scope.hosts(), scope.git(), scope.exclude()));
    }

    /// The reports of each month besides the summary.
    ///
    /// @throws Malformed naming one that there is not
    static List<Kind> monthly(Governing governing) throws Malformed {
        List<Kind> kinds = new ArrayList<>();
        for (String id : governing.monthlyReports()) {
            kinds.add(
                    Kind.named(id)
                            .filter(it -> it != Kind.MONTHLY)
                            .orElseThrow(() ->
                                    new Malformed(
                                            "reports.monthly: there is no report '%s'; there are %s"
                                                    .formatted(id, allButTheSummary()))));
        }
        return kinds.stream().distinct().toList();
    }

    private static String allButTheSummary() {
        return Stream.of(Kind.values())
                .filter(it -> it != Kind.MONTHLY)
                .map(Kind::toString)
                .collect(Collectors.joining(", "));
    }

    /// Within what time findings are to be dealt with.
    static Deadlines deadlines(Governing governing) {
        Map<Severity, Duration> within = new EnumMap<>(Severity.class);
        governing
                .days()
                .forEach((severity, days) ->
                        within.put(Severity.of(severity), Duration.ofDays(days)));
        return new Deadlines(within);
    }

    /// How long things are kept.
    static Retention.Periods periods(RetentionSettings keeping) {
        return new Retention.Periods(
                keeping.gone(), keeping.runs(), keeping.history(), keeping.feed());
    }
}
