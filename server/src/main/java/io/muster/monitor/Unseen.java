package io.muster.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How much there is that no source has seen, by how much several saw of the same: two sources by
/// Chapman's estimate (Lincoln and Petersen's without its bias), three and more by Darroch's, the
/// log-linear model in which sources find independently of each other.
///
/// The interval is that of 99 % under this assumption, on the number of the unseen in logarithms,
/// so that it never falls below what was seen; where sources agree more or less than chance, it is
/// wider by the square root of how much. Sources are seldom quite independent: of estates whose
/// sources depend on each other a little, it holds the truth in more than 95 of 100.
///
/// @param seen how many at least one source saw
/// @param estimate of all there is
/// @param low of all there is, at least
/// @param high of all there is, at most
/// @param agreement how often two sources saw the same, against chance: 1 is as by chance, more
///   means that the estimate is too low, less that it is too high
/// @param sources how many there were
public record Unseen(
        long seen, double estimate, double low, double high, double agreement, int sources) {
    /// More sources are put together with the largest.
    public static final int SOURCES_MAX = 6;

    private static final double Z = 2.575829;

    /// With fewer that two sources saw alike, the estimate has no bounds worth telling.
    private static final int COMMON_LEAST = 7;

    private static final int STEPS = 200;

    /// @param histories how many were seen by exactly these sources: bit i of the key is source i
    /// @return empty with fewer than two sources, or too little that was seen twice
    public static Optional<Unseen> of(Map<Integer, Long> histories) {
        List<Integer> sources = new ArrayList<>();
        for (int source = 0; source < SOURCES_MAX; source++) {
            if (marginal(histories, 1 << source) > 0) {
                sources.add(source);
            }
        }
        long seen =
                histories.entrySet().stream()
                        .filter(it -> it.getKey() != 0)
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        long common =
                histories.entrySet().stream()
                        .filter(it -> Integer.bitCount(it.getKey()) > 1)
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        if (sources.size() < 2 || common < COMMON_LEAST) {
            return Optional.empty();
        }
        double[] totals =
                sources.stream().mapToDouble(it -> marginal(histories, 1 << it)).toArray();
        double estimate =
                sources.size() == 2
                        ? (totals[0] + 1) * (totals[1] + 1) / (common + 1) - 1
                        : darroch(totals, (double) seen);
        double variance =
                sources.size() == 2
                        ? chapman(totals[0], totals[1], (double) common)
                        : variance(totals, estimate);
        Agreement agreement = agreement(histories, sources, totals, estimate);
        return Optional.of(
                interval(
                        seen,
                        estimate,
                        variance * Math.max(1, agreement.dispersion()),
                        agreement.ratio(),
                        sources.size()));
    }

    private static double marginal(Map<Integer, Long> histories, int mask) {
        return histories.entrySet().stream()
                .filter(it -> (it.getKey() & mask) == mask)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static double chapman(double one, double other, double common) {
        return (one + 1)
                * (other + 1)
                * (one - common)
                * (other - common)
                / ((common + 1) * (common + 1) * (common + 2));
    }

    /// The N at which as many are missed by all sources as N is above what was seen; by halving.
    private static double darroch(double[] totals, double seen) {
        double high = seen * 2 + 10;
        while (missed(totals, high) > high - seen && high < 1e15) {
            high *= 2;
        }
        double low = seen;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (missed(totals, middle) > middle - seen) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double missed(double[] totals, double all) {
        double missed = all;
        for (double total : totals) {
            missed *= 1 - total / all;
        }
        return missed;
    }

    /// Darroch 1958: N / (1/Π(1-p) + k - 1 - Σ 1/(1-p)).
    private static double variance(double[] totals, double all) {
        double product = 1;
        double sum = 0;
        for (double total : totals) {
            double not = Math.max(1e-9, 1 - total / all);
            product *= not;
            sum += 1 / not;
        }
        return all / Math.max(1e-12, 1 / product + totals.length - 1 - sum);
    }

    /// @param ratio what pairs of sources have in common, of what chance would give them
    /// @param dispersion Pearson's χ² of the pairs, by their number
    private record Agreement(double ratio, double dispersion) {}

    private static Agreement agreement(
            Map<Integer, Long> histories, List<Integer> sources, double[] totals, double all) {
        if (sources.size() == 2) {
            // Two sources cannot tell their own dependence.
            return new Agreement(1, 1);
        }
        double observed = 0;
        double expected = 0;
        double squares = 0;
        int pairs = 0;
        for (int i = 0; i < sources.size(); i++) {
            for (int j = i + 1; j < sources.size(); j++) {
                double both = marginal(histories, 1 << sources.get(i) | 1 << sources.get(j));
                double chance = totals[i] * totals[j] / all;
                observed += both;
                expected += chance;
                squares += (both - chance) * (both - chance) / Math.max(1, chance);
                pairs++;
            }
        }
        return new Agreement(observed / Math.max(1e-9, expected), squares / pairs);
    }

    /// Chao 1987: the logarithm of the unseen is taken to be normal.
    private static Unseen interval(
            long seen, double estimate, double variance, double agreement, int sources) {
        double unseen = Math.max(0, estimate - seen);
        if (unseen < 0.5) {
            double half = Z * Math.sqrt(Math.max(variance, 1));
            return new Unseen(seen, seen + unseen, seen, seen + unseen + half, agreement, sources);
        }
        double factor = Math.exp(Z * Math.sqrt(Math.log(1 + variance / (unseen * unseen))));
        return new Unseen(
                seen, estimate, seen + unseen / factor, seen + unseen * factor, agreement, sources);
    }
}
