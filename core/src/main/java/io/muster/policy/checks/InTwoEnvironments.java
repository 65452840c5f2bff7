package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// One credential works in two environments, so that the weaker one opens the stronger (OWASP
/// NHI8:2025).
///
/// Environments are the labels `env` of the targets at which it was seen.
public record InTwoEnvironments() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        List<String> environments = entry.facts().list("secret.environments");
        return entry.foreign() || environments.size() < 2
                ? Stream.empty()
                : Ask.broken("is used in several environments: " + String.join(", ", environments));
    }
}
