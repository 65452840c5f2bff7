package io.muster.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The estimate of what nobody has seen, on estates of which the truth is known.
class UnseenTest {
    private static final int ESTATES = 100;

    @Test
    void twoSourcesAreEstimatedByChapman() {
        // 300 by one, 200 by the other, 60 by both: (301 * 201 / 61) - 1.
        Unseen unseen = Unseen.of(Map.of(1, 240L, 2, 140L, 3, 60L)).orElseThrow();

        assertThat(unseen.seen()).isEqualTo(440);
        assertThat(unseen.estimate()).isCloseTo(301.0 * 201 / 61 - 1, within(1e-6));
        assertThat(unseen.low()).isGreaterThan(440).isLessThan(unseen.estimate());
        assertThat(unseen.high()).isGreaterThan(unseen.estimate());
    }

    @Test
    void threeIndependentSourcesFindTheWholeExactly() {
        // 1000 things, each source sees a half of them: 125 of each history, 125 unseen.
        Map<Integer, Long> histories = new HashMap<>();
        for (int history = 1; history < 8; history++) {
            histories.put(history, 125L);
        }

        Unseen unseen = Unseen.of(histories).orElseThrow();

        assertThat(unseen.estimate()).isCloseTo(1_000, within(0.01));
        assertThat(unseen.agreement()).isCloseTo(1, within(0.001));
    }

    @Test
    void oneSourceCannotTellWhatItMisses() {
        assertThat(Unseen.of(Map.of(1, 5_000L))).isEmpty();
        assertThat(Unseen.of(Map.of(1, 5_000L, 2, 5_000L, 3, 6L))).isEmpty();
        assertThat(Unseen.of(Map.of())).isEmpty();
    }

    @Test
    void whereEverySourceSeesAllNothingIsUnseen() {
        Unseen unseen = Unseen.of(Map.of(3, 800L)).orElseThrow();

        assertThat(unseen.estimate()).isCloseTo(800, within(1.0));
        assertThat(unseen.low()).isEqualTo(800);
    }

    @Test
    void sourcesThatAgreeTooOftenAreToldApart() {
        Map<Integer, Long> histories = new HashMap<>(Map.of(1, 100L, 2, 100L, 4, 100L));
        histories.put(7, 300L);
        assertThat(Unseen.of(histories).orElseThrow().agreement()).isGreaterThan(1.1);
    }

    /// Spread is how much easier one thing is found than another, by all sources alike: sources are
    /// then not independent of each other.
    @ParameterizedTest
    @CsvSource({
        "2, 2000, 0",
        "3, 2000, 0",
        "5, 20000, 0",
        "3, 500, 0",
        "2, 2000, 0.1",
        "4, 2000, 0.1"
    })
    void theTruthIsWithinTheIntervalInAtLeast95Of100Estates(int sources, int truth, double spread) {
        int held = 0;
        for (int seed = 0; seed < ESTATES; seed++) {
            Unseen unseen =
                    Unseen.of(estate(new Random(seed), sources, truth, spread)).orElseThrow();
            held += unseen.low() <= truth && truth <= unseen.high() ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(95);
    }

    private static Map<Integer, Long> estate(Random random, int sources, int truth, double spread) {
        double[] reach = new double[sources];
        for (int source = 0; source < sources; source++) {
            reach[source] = 0.25 + 0.5 * random.nextDouble();
        }
        Map<Integer, Long> histories = new HashMap<>();
        for (int thing = 0; thing < truth; thing++) {
            double ease = 1 + spread * random.nextGaussian();
            int history = 0;
            for (int source = 0; source < sources; source++) {
                history |= random.nextDouble() < reach[source] * ease ? 1 << source : 0;
            }
            if (history != 0) {
                histories.merge(history, 1L, Long::sum);
            }
        }
        return histories;
    }
}
