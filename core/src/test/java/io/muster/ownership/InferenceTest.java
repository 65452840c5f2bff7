package io.muster.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whose things are inferred to be, over an estate whose owners are known.
class InferenceTest {
    private static final long FITTED_ON = 1;
    private static final long MEASURED_ON = 20_261_122;
    private static final int CASES = 8_000;
    private static final int BINS = 10;

    private static final Directory DIRECTORY =
            new Directory(
                    List.of(
                            new Directory.Team("payments", "Payments", "pay@example.com"),
                            new Directory.Team("web", "Web Shop", "")),
                    List.of(new Directory.Person("anna", "Anna A.", "anna@example.com", "web")));

    @Test
    void theOwnerIsMostlyTheFirstAndConfidenceMeansWhatItSays() {
        Quality quality = Quality.of(Weights.SHIPPED, MEASURED_ON);

        assertThat(quality.first()).as(quality.toString()).isGreaterThan(0.80);
        assertThat(quality.calibrationError()).as(quality.toString()).isLessThan(0.03);
        assertThat(quality.firstAbove90()).as(quality.toString()).isGreaterThan(0.93);
    }

    /// The weights in the file are those that fit best: fitted again, they are not much better.
    @Test
    void noOtherWeightsDoMuchBetter() {
        Weights fitted = Fit.over(FITTED_ON, CASES);
        Quality shipped = Quality.of(Weights.SHIPPED, MEASURED_ON);
        Quality better = Quality.of(fitted, MEASURED_ON);

        assertThat(shipped.first())
                .as("shipped %s, fitted %s: %s", shipped, better, fitted)
                .isCloseTo(better.first(), within(0.01));
        assertThat(shipped.calibrationError())
                .as("shipped %s, fitted %s: %s", shipped, better, fitted)
                .isCloseTo(better.calibrationError(), within(0.01));
    }

    @Test
    void whatSpeaksForATeamIsShownWithIt() {
        List<Candidate> candidates =
                rank(
                        Clue.of(Clue.Kind.TAG, "team-payments", "tag team"),
                        Clue.of(Clue.Kind.GIT_AUTHOR, "anna@example.com", "git"),
                        new Clue(Clue.Kind.SAME_HOST, "payments", "host web-3", 0.5));

        assertThat(candidates).extracting(Candidate::team).containsExactly("payments", "web");
        assertThat(candidates.getFirst().evidence())
                .extracting(Clue::where)
                .containsExactly("tag team", "host web-3");
        assertThat(candidates.stream().mapToDouble(Candidate::confidence).sum()).isLessThan(1);
    }

    @Test
    void aThousandFilesOfOneAuthorAreOneAuthor() {
        Clue clue = Clue.of(Clue.Kind.GIT_AUTHOR, "anna@example.com", "git");

        assertThat(rank(clue, clue, clue).getFirst().confidence())
                .isEqualTo(rank(clue).getFirst().confidence());
    }

    @Test
    void namesAreReadAsPeopleWriteThem() {
        for (String text :
                List.of(
                        "payments",
                        "@shop/payments",
                        "Team Payments",
                        "payments-team",
                        "PAY@example.com",
                        "@shop/team-payments")) {
            assertThat(DIRECTORY.team(text)).as(text).contains("payments");
        }
        assertThat(DIRECTORY.team("anna")).contains("web");
        assertThat(DIRECTORY.team("web_shop")).contains("web");
        for (String text : List.of("", "@", "somebody@example.com", "IT", "x".repeat(10_000))) {
            assertThat(DIRECTORY.team(text)).as(text).isEmpty();
        }
    }

    @Test
    void whatTwoTeamsCouldMeanMeansNeither() {
        Directory directory =
                new Directory(
                        List.of(
                                new Directory.Team("a", "Platform", ""),
                                new Directory.Team("b", "Platform", "")),
                        List.of());

        assertThat(directory.team("platform")).isEmpty();
        assertThat(directory.team("a")).contains("a");
    }

    @Test
    void nothingThatSpeaksIsNoCandidate() {
        assertThat(rank()).isEmpty();
        assertThat(rank(Clue.of(Clue.Kind.TAG, "nobody known", "tag"))).isEmpty();
    }

    private static List<Candidate> rank(Clue... clues) {
        return new Inference(Weights.SHIPPED).rank(List.of(clues), DIRECTORY);
    }

    /// How well it does.
    ///
    /// @param first how often the first candidate is the owner, where there is one
    /// @param known how often there is one
    /// @param calibrationError expected, over ten bins of confidence
    /// @param firstAbove90 how often it is the owner where it is at least 90 % sure
    /// @param above90 how often it is
    private record Quality(
            double first,
            double known,
            double calibrationError,
            double firstAbove90,
            double above90) {

        static Quality of(Weights weights, long seed) {
            OwnershipCorpus corpus = new OwnershipCorpus(seed);
            Directory directory = corpus.directory();
            Inference inference = new Inference(weights);
            int[] count = new int[BINS];
            int[] right = new int[BINS];
            double[] said = new double[BINS];
            int sure = 0;
            int surelyRight = 0;
            for (OwnershipCorpus.Case one : corpus.cases(CASES)) {
                Optional<Candidate> best =
                        inference.rank(one.clues(), directory).stream().findFirst();
                if (best.isPresent()) {
                    double confidence = best.get().confidence();
                    int bin = Math.min(BINS - 1, (int) (confidence * BINS));
                    int hit = best.get().team().equals(one.owner()) ? 1 : 0;
                    count[bin]++;
                    right[bin] += hit;
                    said[bin] += confidence;
                    if (confidence >= 0.9) {
                        sure++;
                        surelyRight += hit;
                    }
                }
            }
            int all = 0;
            int hits = 0;
            double error = 0;
            for (int bin = 0; bin < BINS; bin++) {
                all += count[bin];
                hits += right[bin];
                error += Math.abs(right[bin] - said[bin]);
            }
            return new Quality(
                    hits / (double) all,
                    all / (double) CASES,
                    error / all,
                    surelyRight / (double) sure,
                    sure / (double) all);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "first %.3f of %.3f, calibration error %.4f, at 90%% %.3f of %.3f",
                    first,
                    known,
                    calibrationError,
                    firstAbove90,
                    above90);
        }
    }

    /// Finds the weights under which the owners of a corpus are most probable, by climbing: the
    /// logarithm of that probability has one top.
    private static final class Fit {
        private static final int STEPS = 400;
        private static final double RATE = 2.0;

        static Weights over(long seed, int cases) {
            OwnershipCorpus corpus = new OwnershipCorpus(seed);
            Directory directory = corpus.directory();
            List<OwnershipCorpus.Case> all = corpus.cases(cases);
            Inference reader = new Inference(new Weights(Map.of(), 0));
            List<List<Candidate>> read =
                    all.stream().map(it -> reader.rank(it.clues(), directory)).toList();
            EnumMap<Clue.Kind, Double> weights = new EnumMap<>(Clue.Kind.class);
            double nobody = 0;
            for (int step = 0; step < STEPS; step++) {
                EnumMap<Clue.Kind, Double> slope = new EnumMap<>(Clue.Kind.class);
                double slopeOfNobody = 0;
                for (int i = 0; i < cases; i++) {
                    double sum = Math.exp(nobody);
                    double[] odds = new double[read.get(i).size()];
                    boolean known = false;
                    for (int c = 0; c < odds.length; c++) {
                        double score = 0;
                        for (Clue clue : read.get(i).get(c).evidence()) {
                            score += weights.getOrDefault(clue.kind(), 0.0) * clue.share();
                        }
                        odds[c] = Math.exp(score);
                        sum += odds[c];
                    }
                    for (int c = 0; c < odds.length; c++) {
                        Candidate candidate = read.get(i).get(c);
                        boolean owner = candidate.team().equals(all.get(i).owner());
                        known |= owner;
                        double more = (owner ? 1 : 0) - odds[c] / sum;
                        for (Clue clue : candidate.evidence()) {
                            slope.merge(clue.kind(), more * clue.share() / cases, Double::sum);
                        }
                    }
                    slopeOfNobody += ((known ? 0 : 1) - Math.exp(nobody) / sum) / cases;
                }
                slope.forEach((kind, more) -> weights.merge(kind, RATE * 5 * more, Double::sum));
                nobody += RATE * slopeOfNobody;
            }
            return new Weights(weights, nobody);
        }
    }
}
