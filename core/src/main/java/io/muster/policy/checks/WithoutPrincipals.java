package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.SshCertificate;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// An SSH certificate names no principal: servers older than December 2025 take it for every
/// account (compare CVE-2024-7594).
public record WithoutPrincipals() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.ours(entry, SshCertificate.class)
                .filter(it -> it.principals().isEmpty())
                .stream()
                .flatMap(_ -> Ask.broken("names no principal"));
    }
}
