package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Name;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A certificate speaks for every host of a domain.
public record Wildcard() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.leaf(entry).stream()
                .flatMap(it -> it.subjectAltNames().stream())
                .filter(it -> it instanceof Name.Dns && it.text().startsWith("*."))
                .limit(1)
                .flatMap(it ->
                        Ask.broken("is valid for every host below " + it.text().substring(2)));
    }
}
