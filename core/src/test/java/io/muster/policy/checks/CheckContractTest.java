package io.muster.policy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Checks;
import io.muster.catalog.Policies;
import io.muster.model.Entry;
import io.muster.model.Watch;
import io.muster.policy.Check;
import io.muster.policy.Rule;
import io.muster.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every check, whatever it is asked about: an answer, the same one twice, in words
/// that are safe to show.
class CheckContractTest {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}|^$");
    private static final List<Case> CASES = IntStream.range(0, 2000).mapToObj(Case::of).toList();

    /// @param seed makes the same entry again
    private record Case(int seed, Entry entry, Instant now, Watch watch) {
        static Case of(int seed) {
            AnyEntry any = new AnyEntry(new Random(seed));
            return new Case(seed, any.next(), any.now(), any.watch());
        }

        List<Verdict> verdicts(Check check) {
            try {
                return Stream.of(
                                check.check(entry, now),
                                check.check(AnyEntry.account(entry), now),
                                check.check(watch, now))
                        .flatMap(it -> it)
                        .toList();
            } catch (RuntimeException e) {
                throw new AssertionError(this + ": no answer", e);
            }
        }

        boolean breaks(Check check) {
            return verdicts(check).stream().anyMatch(Verdict.Broken.class::isInstance);
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

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
                        .map(it -> new Condition(new Condition.Settings(it, "so it is"))));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void everyEntryGetsAnAnswerAndTheSameOneTwice(Check check) {
        for (Case it : CASES) {
            List<Verdict> once = it.verdicts(check);
            assertThat(it.verdicts(check)).as("%s", it).isEqualTo(once);
            assertThat(once.stream().map(CheckContractTest::words).filter(CONTROL.asPredicate()))
                    .as("%s", it)
                    .isEmpty();
        }
    }

    /// A generator that never breaks a rule would let the test above pass for nothing.
    @Test
    void everyCheckIsBrokenBySomeOfThem() {
        assertThat(checks().filter(check -> CASES.stream().noneMatch(it -> it.breaks(check))))
                .isEmpty();
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
