package io.muster.x509.keys;

import java.util.concurrent.RecursiveAction;

/// The discrete Fourier transform over the field of p = 2^64 - 2^32 + 1, exact, for multiplying
/// large numbers. Numbers of the field are unsigned longs below p. Lengths are powers of two up to
/// 2^32.
final class NumberTransform {
    /// 2^64 - 2^32 + 1, as an unsigned long.
    static final long P = 0xFFFF_FFFF_0000_0001L;

    /// 2^64 mod p.
    private static final long EPSILON = 0xFFFF_FFFFL;

    /// Generates the multiplicative group of the field.
    private static final long GENERATOR = 7;

    /// Up to this length the powers of the root stand in a table; it fits the second-level cache.
    private static final int TABLE_LENGTH = 1 << 16;

    /// Longer transforms are split over processors.
    private static final int PARALLEL_LENGTH = 1 << 18;

    private NumberTransform() {}

    static long add(long a, long b) {
        long sum = a + b;
        if (Long.compareUnsigned(sum, a) < 0 || Long.compareUnsigned(sum, P) >= 0) {
            sum -= P;
        }
        return sum;
    }

    static long subtract(long a, long b) {
        long difference = a - b;
        return Long.compareUnsigned(a, b) < 0 ? difference + P : difference;
    }

    /// 2^64 = 2^32 - 1 and 2^96 = -1 in this field, so the high half folds back with two additions.
    static long multiply(long a, long b) {
        long low = a * b;
        long high = Math.unsignedMultiplyHigh(a, b);
        long top = high >>> 32;
        long folded = low - top;
        if (Long.compareUnsigned(low, top) < 0) {
            folded -= EPSILON;
        }
        long middle = (high & EPSILON) * EPSILON;
        long sum = folded + middle;
        if (Long.compareUnsigned(sum, middle) < 0) {
            sum += EPSILON;
        }
        return Long.compareUnsigned(sum, P) >= 0 ? sum - P : sum;
    }

    static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    /// In place; the result is in bit-reversed order, which [#inverse] expects.
    static void forward(long[] values) {
        new Pass(Direction.FORWARD, values, 0, values.length).invoke();
    }

    /// In place, from bit-reversed order, divided by the length.
    static void inverse(long[] values) {
        new Pass(Direction.INVERSE, values, 0, values.length).invoke();
        long scale = power(values.length, P - 2);
        for (int i = 0; i < values.length; i++) {
            values[i] = multiply(values[i], scale);
        }
    }

    /// `base^0` to `base^(count - 1)`.
    private static long[] powers(long base, int count) {
        long[] powers = new long[count];
        long value = 1;
        for (int i = 0; i < count; i++) {
            powers[i] = value;
            value = multiply(value, base);
        }
        return powers;
    }

    /// What tells the two transforms apart: the root, and whether a pair is turned after its sum
    /// and difference are made, or before.
    private enum Direction {
        FORWARD {
            @Override
            long root(int length) {
                return power(GENERATOR, Long.divideUnsigned(P - 1, length));
            }

            @Override
            void butterflies(long[] values, int low, int high, long[] twiddles, int count) {
                for (int i = 0; i < count; i++) {
                    long a = values[low + i];
                    long b = values[high + i];
                    values[low + i] = add(a, b);
                    values[high + i] = multiply(subtract(a, b), twiddles[i]);
                }
            }
        },
        INVERSE {
            @Override
            long root(int length) {
                return power(FORWARD.root(length), P - 2);
            }

            @Override
            void butterflies(long[] values, int low, int high, long[] twiddles, int count) {
                for (int i = 0; i < count; i++) {
                    long a = values[low + i];
                    long b = multiply(values[high + i], twiddles[i]);
                    values[low + i] = add(a, b);
                    values[high + i] = subtract(a, b);
                }
            }
        };

        /// A root of unity of order `length`.
        abstract long root(int length);

        /// Combines `count` pairs, the first of which stands at `low` and `high`.
        abstract void butterflies(long[] values, int low, int high, long[] twiddles, int count);
    }

    /// The powers of the roots for all lengths up to [#TABLE_LENGTH], by their logarithm.
    private static final class Tables {
        private static final long[][] FORWARD = of(Direction.FORWARD);
        private static final long[][] INVERSE = of(Direction.INVERSE);

        private static long[][] of(Direction direction) {
            long[][] tables = new long[Integer.numberOfTrailingZeros(TABLE_LENGTH) + 1][];
            for (int log = 0; log < tables.length; log++) {
                tables[log] = powers(direction.root(1 << log), Math.max(1, 1 << log >> 1));
            }
            return tables;
        }
    }

    /// One transform of `length` values. Forward, the halves come after the whole; back, before it.
    private static final class Pass extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final Direction direction;
        private final transient long[] values;
        private final int from;
        private final int length;

        Pass(Direction direction, long[] values, int from, int length) {
            this.direction = direction;
            this.values = values;
            this.from = from;
            this.length = length;
        }

        @Override
        protected void compute() {
            if (length <= TABLE_LENGTH) {
                narrow();
                return;
            }
            switch (direction) {
                case FORWARD -> {
                    wide();
                    halves();
                }
                case INVERSE -> {
                    halves();
                    wide();
                }
            }
        }

        private void halves() {
            int half = length / 2;
            Pass low = new Pass(direction, values, from, half);
            Pass high = new Pass(direction, values, from + half, half);
            if (length >= PARALLEL_LENGTH) {
                invokeAll(low, high);
            } else {
                low.compute();
                high.compute();
            }
        }

        private void narrow() {
            int steps = Integer.numberOfTrailingZeros(length);
            for (int step = 0; step < steps; step++) {
                int log =
                        switch (direction) {
                            case FORWARD -> steps - step;
                            case INVERSE -> step + 1;
                        };
                int half = 1 << log >> 1;
                for (int low = from; low < from + length; low += 2 * half) {
                    direction.butterflies(values, low, low + half, table(log), half);
                }
            }
        }

        private long[] table(int log) {
            return switch (direction) {
                case FORWARD -> Tables.FORWARD[log];
                case INVERSE -> Tables.INVERSE[log];
            };
        }

        /// The powers are made in runs that fit the cache, each from the one before.
        private void wide() {
            int half = length / 2;
            int run = Math.min(half, TABLE_LENGTH / 4);
            long base = direction.root(length);
            long step = power(base, run);
            long[] twiddles = powers(base, run);
            for (int low = from; low < from + half; low += run) {
                direction.butterflies(values, low, low + half, twiddles, run);
                for (int i = 0; i < run; i++) {
                    twiddles[i] = multiply(twiddles[i], step);
                }
            }
        }
    }
}
