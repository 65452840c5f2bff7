package io.muster.policy.checks;

import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// A credential of a type that can say when it ends does not.
public record NeverExpires(Set<CredentialType> types) implements Check {
    public NeverExpires {
        types = Set.copyOf(types);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        boolean applies = !entry.foreign() && types.contains(entry.credential().type());
        return applies && entry.credential().notAfter().isEmpty()
                ? Ask.broken("never expires")
                : Stream.empty();
    }
}
