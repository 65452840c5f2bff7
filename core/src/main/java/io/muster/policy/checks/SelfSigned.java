package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
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
        boolean applies =
                Ask.leaf(entry).filter(it -> it.usage().selfIssued()).isPresent()
                        && Ask.servedAsLeaf(entry).findAny().isPresent();
        if (!applies) {
            return Stream.empty();
        }
        return entry.facts()
                .text("label.env")
                .map(env ->
                        environments.contains(env.toLowerCase(Locale.ROOT))
                                ? Ask.broken("is self-signed and served in " + env)
                                : Stream.<Verdict>empty())
                .orElseGet(() -> Stream.of(new Verdict.CannotJudge("label.env")));
    }
}
