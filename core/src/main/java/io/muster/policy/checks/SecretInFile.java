package io.muster.policy.checks;

import io.muster.model.Entry;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/// A secret lies in clear text in a file.
///
/// @param proofs how sure the detector must be: values of the fact `proof`
public record SecretInFile(Set<String> proofs) implements Check {
    public SecretInFile {
        proofs = Set.copyOf(proofs);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        return Ask.ours(entry, Secret.class).stream()
                .flatMap(secret ->
                        entry.sightings().stream()
                                .filter(this::counts)
                                .limit(1)
                                .flatMap(it ->
                                        Ask.broken(
                                                "%s in clear text: %s"
                                                        .formatted(secret.kind(), it.place()))));
    }

    private boolean counts(Sighting sighting) {
        return sighting.place().scheme().equals("file")
                && sighting.facts().text("proof").filter(proofs::contains).isPresent();
    }
}
