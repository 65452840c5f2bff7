package io.muster.app;

import io.muster.catalog.Targets;
import io.muster.discovery.Meter;
import io.muster.discovery.Outside;
import io.muster.discovery.content.Recogniser;
import io.muster.discovery.content.Settings;
import io.muster.discovery.exports.ExportReader;
import io.muster.egress.GuardedEgress;
import io.muster.egress.Resolver;
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

/// The engine of `muster scan`, for the server's own looks.
///
/// @param host the name of this machine, as places carry it
/// @param temporary where a large run may put its sightings
/// @param exclude what is left alone in every look
record Engine(
        String host, FingerprintKey key, InstantSource clock, Path temporary, List<String> exclude)
        implements Eyes {

    Engine {
        exclude = List.copyOf(exclude);
    }

    @Override
    public Seen look(List<String> texts, Meter meter) throws Malformed, InterruptedException {
        Targets.Aim aim = targets().aim(texts, _ -> Facts.NONE);
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

    /// What `texts` point at.
    ///
    /// @throws Malformed naming the first that points at nothing
    void check(List<String> texts) throws Malformed {
        targets().aim(texts, _ -> Facts.NONE);
    }

    private Targets targets() {
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
