package io.muster.policy.checks;

import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.stream.Stream;

/// A secret or a private key is in a git repository, where everybody who clones it has it for ever.
public record InRepository() implements Check {

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return entry.sightings().stream()
                .filter(it -> it.place().scheme().equals("git"))
                .filter(it ->
                        it.role() == Role.PRIVATE_KEY
                                || entry.credential().type() == CredentialType.SECRET)
                .limit(1)
                .flatMap(it -> Ask.broken(told(it)));
    }

    private static String told(Sighting sighting) {
        String where =
                sighting.facts().flag("inHead").orElse(true)
                        ? "is in a git repository: "
                        : "is gone from the files but still in the history: ";
        return where
                + sighting.place()
                + sighting.facts().text("author").map(it -> ", brought in by " + it).orElse("")
                + sighting.facts().text("date").map(it -> " on " + it).orElse("");
    }
}
