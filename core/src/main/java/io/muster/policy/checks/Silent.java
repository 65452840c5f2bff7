package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Watch;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// A source that is counted on has not completed a run for longer than it may be silent. Only a
/// server watches sources.
public record Silent() implements Check {

    /// What was seen is not silent.
    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Stream.empty();
    }

    @Override
    public Stream<Verdict> check(Watch watch, Instant now) {
        if (Duration.between(watch.heard(), now).compareTo(watch.longest()) <= 0) {
            return Stream.empty();
        }
        String last =
                watch.completed()
                        .map(it -> "has completed no run since " + Ask.minute(it))
                        .orElse("has never completed a run");
        String trouble = watch.trouble().map(it -> "; its last one " + it).orElse("");
        return Ask.broken(
                "%s; one was due within %s%s".formatted(last, Ask.span(watch.longest()), trouble));
    }
}
