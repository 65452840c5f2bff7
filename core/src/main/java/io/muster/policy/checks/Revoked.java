package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A credential that its issuer has revoked is still there.
public record Revoked() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        boolean revoked = entry.facts().flag("revoked").orElse(false);
        boolean stillThere = entry.sightings().stream().anyMatch(it -> it.role() != Role.REVOKED);
        if (!revoked || !stillThere) {
            return Stream.empty();
        }
        return Ask.broken(
                "was revoked"
                        + entry.facts().text("revokedAt").map(it -> " on " + it).orElse("")
                        + " and is still in place");
    }
}
