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

    /// A root of unity of order `length`.
    private static long root(int length) {
        return power(GENERATOR, Long.divideUnsigned(P - 1, length));
    }

    /// In place; the result is in bit-reversed order, which [#inverse] expects.
    static void forward(long[] values) {
        new Forward(values, 0, values.length).invoke();
    }

    /// In place, from bit-reversed order, divided by the length.
    static void inverse(long[] values) {
        new Inverse(values, 0, values.length).invoke();
        long scale = power(values.length, P - 2);
        for (int i = 0; i < values.length; i++) {
            values[i] = multiply(values[i], scale);
        }
    }

    /// Powers of the root of unity of one length, `base^0` to `base^(count - 1)`.
    private static long[] powers(long base, int count) {
        long[] powers = new long[count];
        long value = 1;
        for (int i = 0; i < count; i++) {
            powers[i] = value;
            value = multiply(value, base);
        }
        return powers;
    }

    /// The powers for all lengths up to [#TABLE_LENGTH], by their logarithm; made once.
    private static final class Tables {
        static final long[][] FORWARD = tables(1);
        static final long[][] INVERSE = tables(-1);

        static long[][] tables(int direction) {
            int count = Integer.numberOfTrailingZeros(TABLE_LENGTH) + 1;
            long[][] tables = new long[count][];
            for (int log = 0; log < count; log++) {
                long base = root(1 << log);
                tables[log] =
                        powers(
                                direction > 0 ? base : power(base, P - 2),
                                Math.max(1, 1 << log >> 1));
            }
            return tables;
        }
    }

    private static final class Forward extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final transient long[] values;
        private final int from;
        private final int length;

        Forward(long[] values, int from, int length) {
            this.values = values;
            this.from = from;
            this.length = length;
        }

        @Override
        protected void compute() {
            if (length > TABLE_LENGTH) {
                long base = root(length);
                wide(base);
                int half = length / 2;
                Forward low = new Forward(values, from, half);
                Forward high = new Forward(values, from + half, half);
                if (length >= PARALLEL_LENGTH) {
                    invokeAll(low, high);
                } else {
                    low.compute();
                    high.compute();
                }
                return;
            }
            for (int size = length; size > 1; size /= 2) {
                long[] twiddles = Tables.FORWARD[Integer.numberOfTrailingZeros(size)];
                for (int start = from; start < from + length; start += size) {
                    butterflies(start, size / 2, twiddles);
                }
            }
        }

        private void butterflies(int start, int half, long[] twiddles) {
            for (int i = 0; i < half; i++) {
                long a = values[start + i];
                long b = values[start + half + i];
                values[start + i] = add(a, b);
                values[start + half + i] = multiply(subtract(a, b), twiddles[i]);
            }
        }

        private void wide(long base) {
            int half = length / 2;
            int run = Math.min(half, TABLE_LENGTH / 4);
            long[] fine = powers(base, run);
            long step = power(base, run);
            long coarse = 1;
            for (int start = 0; start < half; start += run) {
                for (int i = 0; i < run; i++) {
                    int at = from + start + i;
                    long a = values[at];
                    long b = values[at + half];
                    values[at] = add(a, b);
                    values[at + half] = multiply(multiply(subtract(a, b), coarse), fine[i]);
                }
                coarse = multiply(coarse, step);
            }
        }
    }

    private static final class Inverse extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final transient long[] values;
        private final int from;
        private final int length;

        Inverse(long[] values, int from, int length) {
            this.values = values;
            this.from = from;
            this.length = length;
        }

        @Override
        protected void compute() {
            if (length > TABLE_LENGTH) {
                int half = length / 2;
                Inverse low = new Inverse(values, from, half);
                Inverse high = new Inverse(values, from + half, half);
                if (length >= PARALLEL_LENGTH) {
                    invokeAll(low, high);
                } else {
                    low.compute();
                    high.compute();
                }
                wide(power(root(length), P - 2));
                return;
            }
            for (int size = 2; size <= length; size *= 2) {
                long[] twiddles = Tables.INVERSE[Integer.numberOfTrailingZeros(size)];
                for (int start = from; start < from + length; start += size) {
                    butterflies(start, size / 2, twiddles);
                }
            }
        }

        private void butterflies(int start, int half, long[] twiddles) {
            for (int i = 0; i < half; i++) {
                long a = values[start + i];
                long b = multiply(values[start + half + i], twiddles[i]);
                values[start + i] = add(a, b);
                values[start + half + i] = subtract(a, b);
            }
        }

        private void wide(long base) {
            int half = length / 2;
            int run = Math.min(half, TABLE_LENGTH / 4);
            long[] fine = powers(base, run);
            long step = power(base, run);
            long coarse = 1;
            for (int start = 0; start < half; start += run) {
                for (int i = 0; i < run; i++) {
                    int at = from + start + i;
                    long a = values[at];
                    long b = multiply(multiply(values[at + half], coarse), fine[i]);
                    values[at] = add(a, b);
                    values[at + half] = subtract(a, b);
                }
                coarse = multiply(coarse, step);
            }
        }
    }
}
