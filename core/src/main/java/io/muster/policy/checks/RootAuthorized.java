package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A key may log in as root without any restriction (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
public record RootAuthorized() implements Check {
    private static final Set<String> RESTRICTING = Set.of("command", "from", "restrict");

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.seenAs(entry, Role.AUTHORIZED)
                .filter(it -> it.facts().flag("root").orElse(false))
                .filter(it -> !restricted(it.facts().list("options")))
                .limit(1)
                .flatMap(it -> Ask.broken("may log in as root without restriction: " + it.place()));
    }

    private static boolean restricted(List<String> options) {
        return options.stream()
                .map(it -> it.split("=", 2)[0].toLowerCase(Locale.ROOT))
                .anyMatch(RESTRICTING::contains);
    }
}
