package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Secret;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// The same secret lies in at least `placesMin` places.
public record SecretInPlaces(int placesMin) implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.ours(entry, Secret.class)
                .flatMap(_ -> entry.facts().number("secret.places"))
                .filter(it -> it >= placesMin)
                .stream()
                .flatMap(it -> Ask.broken("lies in " + Ask.counted(it, "place")));
    }
}
