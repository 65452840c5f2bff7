package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A file with a private key can be read by accounts that are neither its owner nor of its group.
public record ReadableByOthers() implements Check {
    private static final int OTHERS_READ = 0004;

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.seenAs(entry, Role.PRIVATE_KEY)
                .filter(ReadableByOthers::loose)
                .limit(1)
                .flatMap(it ->
                        Ask.broken(
                                "its private key can be read by every account: %s has mode %s"
                                        .formatted(
                                                it.place(), it.facts().text("mode").orElse(""))));
    }

    private static boolean loose(Sighting sighting) {
        return sighting.facts()
                .text("mode")
                .filter(it -> it.matches("0?[0-7]{3,5}"))
                .map(it -> (Integer.parseInt(it, 8) & OTHERS_READ) != 0)
                .orElse(false);
    }
}
