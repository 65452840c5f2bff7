package io.muster.x509.keys;

import java.math.BigInteger;
import java.util.concurrent.ForkJoinTask;

/// Arithmetic with natural numbers of millions of bits. The platform's multiplication (Toom-Cook)
/// costs n^1.46; from [#THRESHOLD_BITS] on the transform, n log n, takes less. Exact throughout.
final class LargeNumber {
    /// Where the transform starts to win, measured; both give the same result.
    static final int THRESHOLD_BITS = 300_000;

    /// Newton's iteration starts from the platform's division at this size.
    private static final int DIVISION_BITS = 50_000;

    private LargeNumber() {}

    static BigInteger multiply(BigInteger a, BigInteger b) {
        if (Math.min(a.bitLength(), b.bitLength()) < THRESHOLD_BITS) {
            return a.multiply(b);
        }
        return transformed(a, b);
    }

    /// `a b + c d`, for two fractions that are added over their common denominator. Four transforms
    /// there and one back, where two products would take six.
    static BigInteger sumOfProducts(BigInteger a, BigInteger b, BigInteger c, BigInteger d) {
        int size = Math.max(a.bitLength(), c.bitLength());
        int other = Math.max(b.bitLength(), d.bitLength());
        if (Math.min(size, other) < THRESHOLD_BITS) {
            return a.multiply(b).add(c.multiply(d));
        }
        int limbBits = limbBits(Math.min(size, other) * 2L);
        int length = length(size, other, limbBits);
        ForkJoinTask<long[]> left =
                ForkJoinTask.adapt(() -> spectrumOfProduct(a, b, limbBits, length)).fork();
        long[] right = spectrumOfProduct(c, d, limbBits, length);
        long[] sum = left.join();
        for (int i = 0; i < length; i++) {
            sum[i] = NumberTransform.add(sum[i], right[i]);
        }
        NumberTransform.inverse(sum);
        return join(sum, limbBits);
    }

    private static long[] spectrumOfProduct(BigInteger a, BigInteger b, int limbBits, int length) {
        long[] product = spectrum(a, limbBits, length);
        long[] factor = spectrum(b, limbBits, length);
        for (int i = 0; i < length; i++) {
            product[i] = NumberTransform.multiply(product[i], factor[i]);
        }
        return product;
    }

    private static int length(int aBits, int bBits, int limbBits) {
        int limbs = aBits / limbBits + 1 + bBits / limbBits + 1;
        return Integer.highestOneBit(limbs - 1) << 1;
    }

    /// As [#multiply], by the transform whatever the size.
    static BigInteger transformed(BigInteger a, BigInteger b) {
        int limbBits = limbBits(Math.min(a.bitLength(), b.bitLength()));
        int length = length(a.bitLength(), b.bitLength(), limbBits);
        ForkJoinTask<long[]> left = ForkJoinTask.adapt(() -> spectrum(a, limbBits, length)).fork();
        long[] right = spectrum(b, limbBits, length);
        long[] product = left.join();
        for (int i = 0; i < length; i++) {
            product[i] = NumberTransform.multiply(product[i], right[i]);
        }
        NumberTransform.inverse(product);
        return join(product, limbBits);
    }

    /// Sums of `count` products of two limbs must stay below p, which is a little less than 2^64.
    private static int limbBits(long smallerBits) {
        for (int bits = 20; bits > 12; bits--) {
            long count = smallerBits / bits + 1L;
            if (63 - Long.numberOfLeadingZeros(count) + 1 + 2 * bits < 64) {
                return bits;
            }
        }
        throw new ArithmeticException("a number too large to multiply");
    }

    private static long[] spectrum(BigInteger number, int limbBits, int length) {
        byte[] octets = number.toByteArray();
        long[] limbs = new long[length];
        long pending = 0;
        int bits = 0;
        int at = 0;
        long mask = (1L << limbBits) - 1;
        for (int i = octets.length - 1; i >= 0; i--) {
            pending |= (octets[i] & 0xffL) << bits;
            bits += 8;
            if (bits >= limbBits) {
                limbs[at++] = pending & mask;
                pending >>>= limbBits;
                bits -= limbBits;
            }
        }
        if (pending != 0) {
            limbs[at] = pending;
        }
        NumberTransform.forward(limbs);
        return limbs;
    }

    private static BigInteger join(long[] limbs, int limbBits) {
        byte[] octets = new byte[(int) (((long) limbs.length * limbBits + 7) / 8) + 9];
        int at = octets.length - 1;
        // The carry never exceeds one product sum divided by the limb size, far below 2^63.
        long carry = 0;
        long pending = 0;
        int bits = 0;
        long mask = (1L << limbBits) - 1;
        for (long limb : limbs) {
            long low = (limb & mask) + (carry & mask);
            long high = (limb >>> limbBits) + (carry >>> limbBits) + (low >>> limbBits);
            pending |= (low & mask) << bits;
            bits += limbBits;
            carry = high;
            while (bits >= 8) {
                octets[at--] = (byte) pending;
                pending >>>= 8;
                bits -= 8;
            }
        }
        octets[at--] = (byte) pending;
        if (carry != 0) {
            throw new IllegalStateException("a carry is left over");
        }
        return new BigInteger(1, octets);
    }

    /// About 2^(2n) / d for d of n bits; wrong by a few units at most.
    static BigInteger reciprocal(BigInteger divisor) {
        int size = divisor.bitLength();
        if (size <= DIVISION_BITS) {
            return BigInteger.ONE.shiftLeft(2 * size).divide(divisor);
        }
        int half = size / 2 + 2;
        BigInteger start = reciprocal(divisor.shiftRight(size - half));
        // start is about 2^(half + size) / d, scaled by 2^(half - size).
        BigInteger error = BigInteger.ONE.shiftLeft(size + half).subtract(multiply(divisor, start));
        BigInteger correction = multiplySigned(start, error.shiftRight(size - half));
        return start.shiftLeft(size - half).add(correction.shiftRight(3 * half - size));
    }

    private static BigInteger multiplySigned(BigInteger a, BigInteger b) {
        return b.signum() < 0 ? multiply(a, b.negate()).negate() : multiply(a, b);
    }

    /// `number` mod `divisor`, for a number of at most twice the divisor's bits.
    static BigInteger mod(BigInteger number, BigInteger divisor, BigInteger reciprocal) {
        int size = divisor.bitLength();
        if (number.bitLength() > 2 * size) {
            throw new IllegalArgumentException("a number more than twice as long as the divisor");
        }
        BigInteger quotient =
                multiply(number.shiftRight(size - 1), reciprocal).shiftRight(size + 1);
        BigInteger rest = number.subtract(multiply(quotient, divisor));
        // The quotient is wrong by a few units at most.
        while (rest.signum() < 0) {
            rest = rest.add(divisor);
        }
        while (rest.compareTo(divisor) >= 0) {
            rest = rest.subtract(divisor);
        }
        return rest;
    }

    /// `number / divisor` as a binary fraction of the divisor's bits and `guard` more; wrong by a
    /// few units of the last at most.
    ///
    /// The reciprocal alone says no more than the divisor has bits: times a divisor it would be
    /// wrong by a unit where none may be. What is left over is divided once more.
    ///
    /// @param number less than the divisor
    static BigInteger fraction(
            BigInteger number, BigInteger divisor, BigInteger reciprocal, int guard) {
        int size = divisor.bitLength();
        BigInteger first = multiply(number, reciprocal).shiftLeft(guard).shiftRight(size);
        BigInteger rest = number.shiftLeft(size + guard).subtract(multiply(first, divisor));
        return first.add(multiplySigned(reciprocal, rest).shiftRight(2 * size));
    }
}
