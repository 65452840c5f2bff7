package io.muster.policy.checks;

import io.muster.model.Account;
import io.muster.model.CredentialType;
import io.muster.model.Entry;
import io.muster.model.Role;
import io.muster.model.Sighting;
import io.muster.policy.Check;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A credential that does not expire by itself has not been replaced for more than `days` days.
///
/// Its age is what the provider says (`created`), else the last change of the file that holds its
/// private half (`modified`). The keys of an account are credentials and judged as such; where none
/// was seen and its provider does not say that it has none, nobody can judge.
///
/// @param types to which it applies
public record OlderThan(Set<CredentialType> types, int days) implements Check {
    public OlderThan {
        types = Set.copyOf(types);
    }

    @Override
    public Stream<Verdict> check(Entry entry, Instant now) {
        if (entry.foreign() || !types.contains(entry.credential().type())) {
            return Stream.empty();
        }
        return entry.sightings().stream()
                .flatMap(it -> made(it).stream())
                .min(Comparator.naturalOrder())
                .filter(made -> Duration.between(made, now).compareTo(Duration.ofDays(days)) > 0)
                .stream()
                .flatMap(made ->
                        Ask.broken(
                                "was made on %s, %s ago; %d are allowed"
                                        .formatted(
                                                Ask.day(made),
                                                Ask.days(Duration.between(made, now)),
                                                days)));
    }

    @Override
    public Stream<Verdict> check(Account account, Instant now) {
        boolean asked = types.contains(CredentialType.MANAGED_KEY);
        boolean keyless = account.texts("keys").anyMatch("0"::equals);
        return asked && !keyless && account.credentials().isEmpty()
                ? Stream.of(new Verdict.CannotJudge("keys"))
                : Stream.empty();
    }

    private static Optional<Instant> made(Sighting sighting) {
        Optional<String> text = sighting.facts().text("created");
        if (text.isEmpty() && sighting.role() == Role.PRIVATE_KEY) {
            text = sighting.facts().text("modified");
        }
        return text.flatMap(Ask::instant);
    }
}
