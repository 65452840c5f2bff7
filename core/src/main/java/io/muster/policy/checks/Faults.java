package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.X509Certificate;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A certificate of ours departs from RFC 5280 in a way that some clients refuse.
public record Faults() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.ours(entry, X509Certificate.class).filter(it -> !it.faults().isEmpty()).stream()
                .flatMap(it ->
                        Ask.broken("departs from RFC 5280: " + String.join(", ", it.faults())));
    }
}
