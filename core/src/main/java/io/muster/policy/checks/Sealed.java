package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.SealedContainer;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A container could not be opened, so nobody has judged what is in it.
public record Sealed() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.ours(entry, SealedContainer.class).stream()
                .flatMap(it ->
                        Ask.broken("is a locked " + it.format() + "; its content is not judged"));
    }
}
