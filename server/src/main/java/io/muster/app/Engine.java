package io.muster.app;

import io.muster.catalog.Bounds;
import io.muster.catalog.Targets;
import io.muster.discovery.Meter;
import io.muster.discovery.Outside;
import io.muster.discovery.content.Recogniser;
import io.muster.discovery.content.Settings;
import io.muster.discovery.exports.ExportReader;
import io.muster.egress.GuardedEgress;
import io.muster.egress.Resolver;
import io.muster.inventory.intake.Source;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.roll.Roll;
import io.muster.rounds.Eyes;
import io.muster.scan.Scan;
import io.muster.secret.AllowList;
import io.muster.secret.FingerprintKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The engine of `muster scan`, for the server's own looks.
///
/// @param host the name of this machine, as places carry it
/// @param temporary where a large run may put its sightings
/// @param exclude what is left alone in every look
/// @param bounds of what sources may look at that are not from the configuration
record Engine(
        String host,
        FingerprintKey key,
        InstantSource clock,
        Path temporary,
        List<String> exclude,
        Bounds bounds)
        implements Eyes {

    Engine {
        exclude = List.copyOf(exclude);
    }

    @Override
    public Seen look(Source source, Meter meter) throws Malformed, InterruptedException {
        // The configuration may have changed since the source was made, and links too.
        if (source.origin() != Source.Origin.CONFIGURATION) {
            Optional<String> limit = limit(source.targets());
            if (limit.isPresent()) {
                throw new Malformed(limit.get());
            }
        }
        Targets.Aim aim = targets().aim(source.targets(), _ -> labels(source));
        Roll roll = new Roll(Roll.Settings.of(temporary), clock.instant());
        boolean whole = false;
        try {
            Outside outside =
                    new Outside(
                            host,
                            clock,
                            new ExportReader(
                                    new Recogniser(Settings.withSecrets(key), clock), clock),
                            new GuardedEgress(
                                    aim.scope(),
                                    GuardedEgress.RATE,
                                    Resolver.ofSystem(),
                                    System::nanoTime),
                            meter);
            Seen seen = new Seen(roll, new Scan(outside, roll).look(aim.targets()));
            whole = true;
            return seen;
        } finally {
            if (!whole) {
                roll.close();
            }
        }
    }

    /// Finds out whether all of `texts` point at something.
    ///
    /// @throws Malformed naming the first that does not
    static void check(List<String> texts) throws Malformed {
        targets(List.of()).aim(texts, _ -> Facts.NONE);
    }

    /// Why a source that is not from the configuration may not look at one of `texts`; empty when
    /// it may look at all.
    ///
    /// @throws Malformed naming the first that points at nothing
    Optional<String> limit(List<String> texts) throws Malformed {
        for (String text : texts) {
            Optional<String> limit = bounds.against(text);
            if (limit.isPresent()) {
                return limit;
            }
        }
        return Optional.empty();
    }

    private static Facts labels(Source source) {
        Facts facts = Facts.NONE;
        for (Map.Entry<String, String> label : source.labels().entrySet()) {
            facts = facts.with("label." + label.getKey(), label.getValue());
        }
        return facts;
    }

    private Targets targets() {
        return targets(exclude);
    }

    private static Targets targets(List<String> exclude) {
        return new Targets(
                new Targets.Settings(
                        exclude,
                        Targets.Ignored.LOOKED_AT,
                        Targets.Asked.EVERYTHING,
                        Targets.History.LOOKED_AT,
                        AllowList.empty(),
                        List.of(),
                        Runtime.getRuntime().availableProcessors()));
    }
}
