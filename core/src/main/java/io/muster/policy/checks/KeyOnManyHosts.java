package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// The private half of one key lies on, or speaks for, at least `hostsMin` hosts.
public record KeyOnManyHosts(int hostsMin) implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return entry.facts().number("key.hosts").stream()
                .filter(_ -> !entry.foreign())
                .filter(it -> it >= hostsMin)
                .flatMap(it -> Ask.broken("its private key is on " + Ask.counted(it, "host")));
    }
}
