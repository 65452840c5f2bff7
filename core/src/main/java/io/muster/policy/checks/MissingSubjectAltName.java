package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A server certificate names nobody in its subjectAltName, so no current client accepts it (RFC
/// 9525, 6.3).
public record MissingSubjectAltName() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.serverOrMeantFor(entry).filter(it -> it.subjectAltNames().isEmpty()).stream()
                .flatMap(_ -> Ask.broken("has no subjectAltName"));
    }
}
