package io.muster.alerts;

import java.util.List;

/// When an authority issues far more than usual: four times the mean of the days before, and at
/// least fifty more than it, once there are seven days to compare with.
final class Spike {
    /// Days that are compared with.
    static final int DAYS = 14;

    private static final int DAYS_MIN = 7;
    private static final int TIMES = 4;
    private static final int MORE = 50;

    private Spike() {}

    /// @param today how many so far
    /// @param before how many on each day before since it was first seen, at most [#DAYS]
    static boolean isOne(long today, List<Long> before) {
        if (before.size() < DAYS_MIN) {
            return false;
        }
        double mean = before.stream().mapToLong(it -> it).average().orElse(0);
        return today > mean * TIMES && today >= mean + MORE;
    }
}
