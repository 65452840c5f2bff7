package io.muster.inventory.search;

/// How many rows a list has.
///
/// @param isAtLeast whether there are more than `number`; exact totals end at [#EXACT_MAX]
public record Total(long number, boolean isAtLeast) {
    /// Up to here it is counted.
    public static final int EXACT_MAX = 10_000;

    public static Total exactly(long number) {
        return new Total(number, false);
    }

    /// More than are counted.
    public static Total many() {
        return new Total(EXACT_MAX, true);
    }

    /// @param counted at most [#EXACT_MAX] + 1
    public static Total ofCounted(long counted) {
        return counted > EXACT_MAX ? many() : exactly(counted);
    }
}
