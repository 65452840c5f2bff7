package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A server presents a certificate that does not name it (RFC 9525, 6).
public record NameMismatch() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.servedAsLeaf(entry)
                .filter(it -> it.facts().flag("nameMatches").equals(Optional.of(false)))
                .flatMap(it -> Ask.broken("does not name the host it is served at: " + it.place()))
                .limit(1);
    }
}
