package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A server in one of the named environments presents a certificate that it signed itself.
///
/// The environment is the target's label `env`; without it nobody can tell.
public record SelfSigned(Set<String> environments) implements Check {
    public SelfSigned {
        environments = Set.copyOf(environments);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        if (Ask.server(entry).filter(it -> it.usage().selfIssued()).isEmpty()) {
            return Stream.empty();
        }
        List<String> served = entry.facts().list("label.env");
        if (served.isEmpty()) {
            return Stream.of(new Verdict.CannotJudge("label.env"));
        }
        return served.stream()
                .filter(it -> environments.contains(it.toLowerCase(Locale.ROOT)))
                .limit(1)
                .flatMap(it -> Ask.broken("is self-signed and served in " + it));
    }
}
