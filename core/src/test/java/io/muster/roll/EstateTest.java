package io.muster.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.CredentialId;
import io.muster.model.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A labelled estate is grouped right.
///
/// A credential is right when the credentials that share an identity with it are exactly those that
/// share a label with it; so one wrong join makes every member of both groups wrong. What is
/// foreign is right when it has no identity.
class EstateTest {
    private static final int SIZE = 10_000;
    private static final double RIGHT = 0.999;

    @ParameterizedTest
    @ValueSource(longs = {1, 2026})
    void anEstateOfTenThousandCredentialsIsGroupedRight(long seed) {
        Estate estate = new Estate(seed, SIZE);
        Collections.shuffle(estate.observations, new Random(seed));
        Map<CredentialId, Set<String>> found = new HashMap<>();
        try (Roll roll =
                new Roll(
                        Roll.Settings.of(Path.of(System.getProperty("java.io.tmpdir"))),
                        Fixtures.NOW)) {
            estate.observations.forEach(roll::accept);
            roll.result().entries().forEach(it -> found.put(it.credential().id(), identities(it)));
        }

        List<String> misses = misses(estate, found);

        misses.forEach(it -> System.out.println("seed " + seed + ", grouped wrong: " + it));
        assertThat(found.keySet()).isEqualTo(estate.labels.keySet());
        assertThat(misses)
                .as(
                        "seed "
                                + seed
                                + ", grouped wrong of "
                                + found.size()
                                + ":\n"
                                + String.join("\n", misses))
                .hasSizeLessThanOrEqualTo((int) Math.round(found.size() * (1 - RIGHT)));
    }

    private static Set<String> identities(Entry entry) {
        return entry.identities().stream()
                .map(it -> it.anchor().canonical())
                .collect(Collectors.toSet());
    }

    private static List<String> misses(Estate estate, Map<CredentialId, Set<String>> found) {
        Map<CredentialId, Set<CredentialId>> wanted = mates(estate.labels);
        Map<CredentialId, Set<CredentialId>> got = mates(found);
        List<String> misses = new ArrayList<>();
        new TreeMap<>(estate.labels)
                .forEach((id, labels) -> {
                    boolean foreign = labels.isEmpty();
                    boolean right =
                            foreign == found.getOrDefault(id, Set.of()).isEmpty()
                                    && wanted.get(id).equals(got.get(id));
                    if (!right) {
                        misses.add(
                                estate.cases.get(id) + ": " + labels + " became " + found.get(id));
                    }
                });
        return misses;
    }

    /// Who shares something with whom.
    private static Map<CredentialId, Set<CredentialId>> mates(
            Map<CredentialId, Set<String>> groups) {
        Map<String, Set<CredentialId>> members = new HashMap<>();
        groups.forEach((id, names) ->
                names.forEach(it -> members.computeIfAbsent(it, _ -> new HashSet<>()).add(id)));
        Map<CredentialId, Set<CredentialId>> mates = new HashMap<>();
        groups.forEach((id, names) -> {
            Set<CredentialId> all = new HashSet<>();
            names.forEach(it -> all.addAll(members.get(it)));
            mates.put(id, all);
        });
        return mates;
    }
}
