package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A yes-or-no fact, of the entry or of one of its sightings, is yes.
///
/// @param message what that means, said of the credential
public record FactIsTrue(String fact, String message) implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        boolean yes =
                entry.facts().flag(fact).orElse(false)
                        || entry.sightings().stream()
                                .anyMatch(it -> it.facts().flag(fact).orElse(false));
        return yes && !entry.foreign() ? Ask.broken(message) : Stream.empty();
    }
}
