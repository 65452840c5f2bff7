package io.muster.policy.checks;

import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Sighting;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One credential works in two environments, so that the weaker one opens the stronger (OWASP
/// NHI8:2025).
///
/// Environments are the labels `env` of the targets at which a secret lies, or at which a key is
/// held, served or let in.
public record InTwoEnvironments() implements Check {

    private static boolean opens(Entry entry, Sighting sighting) {
        return entry.credential().type() == CredentialType.SECRET
                || switch (sighting.role()) {
                    case PRIVATE_KEY, AUTHORIZED -> true;
                    case SERVED -> Ask.isServedAsLeaf(sighting);
                    case STORED, TRUSTED, REQUESTED, SIGNED, REGISTERED, DECLARED, REVOKED -> false;
                };
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        Set<String> environments =
                entry.sightings().stream()
                        .filter(it -> opens(entry, it))
                        .flatMap(it -> it.facts().list("label.env").stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        return entry.foreign() || environments.size() < 2
                ? Stream.empty()
                : Ask.broken("is used in several environments: " + String.join(", ", environments));
    }
}
