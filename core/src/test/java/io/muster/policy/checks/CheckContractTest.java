package io.muster.policy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.muster.catalog.Checks;
import io.muster.catalog.Policies;
import io.muster.model.Entry;
import io.muster.policy.Check;
import io.muster.policy.Rule;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every check, whatever it is asked about: an answer, the same one twice, in words
/// that are safe to show.
class CheckContractTest {
    private static final int ENTRIES = 3000;

    /// Every check with the settings that the baseline gives it, and conditions of each kind.
    static Stream<Check> checks() {
        return Stream.concat(
                Policies.baseline().rules().stream().map(Rule::check),
                Stream.of(
                        "facts['label.env'] == 'prod'",
                        "names.exists(n, n.startsWith('*.')) && daysLeft < 30",
                        "algorithm.bits + lifetimeDays > 100",
                        "sightings.exists(s, s.mode.matches('^0[0-7]*4$'))",
                        "identities.size() == 0 && type != 'secret' && !foreign")
                        .map(it -> new Condition(it, "so it is")));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void everyEntryGetsAnAnswerAndTheSameOneTwice(Check check) {
        for (int seed = 0; seed < ENTRIES; seed++) {
            AnyEntry any = new AnyEntry(new Random(seed));
            Entry entry = any.next();
            Instant now = any.instant();
            assertThatCode(() -> check.check(entry, now).toList())
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
            List<Verdict> once = check.check(entry, now).toList();
            assertThat(check.check(entry, now).toList()).as("seed %d", seed).isEqualTo(once);
            assertThat(once)
                    .as("seed %d", seed)
                    .allSatisfy(it ->
                            assertThat(words(it)).isNotBlank().doesNotContainPattern("\\p{Cc}"));
        }
    }

    /// A generator that never breaks a rule would let the test above pass for nothing.
    @Test
    void everyCheckIsBrokenBySomeOfThem() {
        var silent =
                checks().filter(check ->
                                Stream.iterate(0, it -> it + 1)
                                        .limit(ENTRIES)
                                        .map(seed -> new AnyEntry(new Random(seed)))
                                        .flatMap(any -> check.check(any.next(), any.instant()))
                                        .noneMatch(Verdict.Broken.class::isInstance))
                        .toList();

        assertThat(silent).isEmpty();
    }

    @Test
    void everyCheckOfTheCatalogueIsAmongThem() {
        assertThat(checks().map(Object::getClass).collect(Collectors.toSet()))
                .containsAll(Checks.KINDS.values());
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Broken broken -> broken.message();
            case Verdict.CannotJudge cannot -> cannot.fact();
        };
    }
}
