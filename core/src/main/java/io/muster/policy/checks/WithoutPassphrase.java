package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.model.SshKey;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A person's SSH key lies in a file that opens without a passphrase. A host's own key has to, so
/// `ssh_host_…` is left out.
public record WithoutPassphrase() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.ours(entry, SshKey.class).stream()
                .flatMap(_ -> Ask.seenAs(entry, Role.PRIVATE_KEY))
                .filter(it -> it.facts().flag("encrypted").equals(Optional.of(false)))
                .filter(it -> !it.place().text().contains("/ssh_host_"))
                .limit(1)
                .flatMap(it -> Ask.broken("opens without a passphrase: " + it.place()));
    }
}
