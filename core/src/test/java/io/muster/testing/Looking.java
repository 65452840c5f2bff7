package io.muster.testing;

import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.egress.GuardedEgress;
import io.muster.egress.NetworkTargets;
import io.muster.egress.Resolver;
import io.muster.egress.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a network source says when it is pointed at servers of this machine.
///
/// @param sighted in order of position in a chain
public record Looking(List<Observation.Sighted> sighted, List<Observation.Unreadable> unreadable) {

    /// The world of a run that was pointed at `targets`.
    public static Outside outside(NetworkTargets targets) {
        GuardedEgress egress =
                new GuardedEgress(Scope.of(targets), 0, Resolver.ofSystem(), System::nanoTime);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        return new Outside("test", clock, (_, _, _) -> {}, egress, new Meter());
    }

    public static Looking with(Source source, NetworkTargets targets) throws InterruptedException {
        List<Observation> said = Collections.synchronizedList(new ArrayList<>());
        source.observe(outside(targets), said::add);
        return new Looking(
                said.stream()
                        .filter(Observation.Sighted.class::isInstance)
                        .map(Observation.Sighted.class::cast)
                        .toList(),
                said.stream()
                        .filter(Observation.Unreadable.class::isInstance)
                        .map(Observation.Unreadable.class::cast)
                        .toList());
    }

    /// The reason of the only thing that could not be read, when nothing else was seen.
    public String onlyReason() {
        if (!sighted.isEmpty() || unreadable.size() != 1) {
            throw new AssertionError("not one thing unreadable but " + this);
        }
        return unreadable.getFirst().reason();
    }
}
