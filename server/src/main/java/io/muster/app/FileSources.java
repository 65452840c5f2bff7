package io.muster.app;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.config.Estate;
import io.muster.config.SourceSetting;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.intake.Source;
import io.muster.inventory.intake.Sources;
import io.muster.jobs.Schedule;
import io.muster.model.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes in the sources that the configuration names: new ones are made, changed ones changed, and
/// those that it does not name any more are disabled, because what they saw is still known.
record FileSources(Sources sources, Audited audited, InstantSource clock) {
    private static final int ATTEMPTS = 3;
    private static final Actor ACTOR = new Actor("configuration", "start");

    /// Makes the inventory's sources those of `estate`. Nodes that start at once do it together.
    ///
    /// @throws Malformed when a source cannot be what the configuration says
    void take(Estate estate) throws Malformed {
        for (int attempt = 1; ; attempt++) {
            try {
                takeOnce(estate);
                return;
            } catch (Refused e) {
                // Another node was first; what is left to do shows when it is looked at again.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void takeOnce(Estate estate) throws Malformed {
        Set<String> named = new HashSet<>();
        List<Source> wanted = new ArrayList<>();
        for (SourceSetting setting : estate.sources()) {
            named.add(setting.id());
            wanted.add(wanted(estate, setting, sources.find(setting.id())));
        }
        for (Source it : sources.all()) {
            boolean left = it.origin() == Source.Origin.CONFIGURATION && !named.contains(it.id());
            if (left && it.enabled()) {
                wanted.add(changed(it, false, Optional.empty()));
            }
        }
        for (Source it : wanted) {
            Optional<Source> kept = sources.find(it.id());
            if (!kept.equals(Optional.of(it))) {
                save(it);
            }
        }
    }

    /// @param kept what is known by that id
    private Source wanted(Estate estate, SourceSetting setting, Optional<Source> kept)
            throws Malformed {
        if (kept.filter(it -> it.origin() == Source.Origin.SCANNER).isPresent()) {
            throw new Malformed(
                    "%s: a scanner elsewhere reports as source '%s'; give one of them another id"
                            .formatted(estate.file(), setting.id()));
        }
        Schedule schedule = schedule(setting);
        boolean planned =
                kept.filter(it -> it.enabled() && it.schedule().equals(schedule.text()))
                        .isPresent();
        return new Source(
                setting.id(),
                "scan",
                setting.name(),
                setting.targets(),
                schedule.text(),
                setting.expectedEvery().or(() -> twice(schedule)),
                setting.enabled(),
                Source.Origin.CONFIGURATION,
                kept.map(Source::version).orElse(0L),
                kept.flatMap(Source::lastRun),
                setting.enabled()
                        ? planned ? kept.flatMap(Source::nextDue) : first(schedule)
                        : Optional.empty(),
                setting.labels());
    }

    /// @throws Malformed when it is no schedule
    static Schedule schedule(SourceSetting setting) throws Malformed {
        try {
            return Schedule.parse(setting.schedule());
        } catch (Malformed e) {
            throw new Malformed("source '%s': %s".formatted(setting.id(), e.reason()), e);
        }
    }

    /// One missed run is no reason for alarm, two are.
    private static Optional<Duration> twice(Schedule schedule) {
        return schedule.period().map(it -> it.multipliedBy(2));
    }

    private Optional<Instant> first(Schedule schedule) {
        return schedule instanceof Schedule.Manual
                ? Optional.empty()
                : Optional.of(clock.instant());
    }

    private static Source changed(Source it, boolean enabled, Optional<Instant> nextDue) {
        return new Source(
                it.id(),
                it.kind(),
                it.name(),
                it.targets(),
                it.schedule(),
                it.expectedEvery(),
                enabled,
                it.origin(),
                it.version(),
                it.lastRun(),
                nextDue,
                it.labels());
    }

    private void save(Source it) {
        Decision decision =
                Decision.of(
                        clock.instant(),
                        ACTOR.name(),
                        ACTOR.requestId(),
                        it.version() == 0 ? "source.make" : "source.change",
                        "source:" + it.id(),
                        Map.of(
                                "targets", it.shownTargets(),
                                "schedule", it.schedule(),
                                "enabled", String.valueOf(it.enabled())));
        Source _ = audited.change(decision, unit -> sources.save(unit, it, ACTOR));
    }
}
