package io.muster.x509.keys;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tests of an RSA modulus that take microseconds.
public final class RsaModulus {
    private static final int SMALL_LIMIT = 752;

    /// All primes below 752, in handfuls whose product fits an int: one division of a large number
    /// serves a handful.
    private static final List<Handful> SMALL_PRIMES = handfuls(primes(SMALL_LIMIT));

    private static final BigInteger SMALL_PRODUCT =
            SMALL_PRIMES.stream()
                    .map(Handful::product)
                    .reduce(BigInteger.ONE, BigInteger::multiply);

    private record Handful(BigInteger product, List<Integer> primes) {
        boolean divides(BigInteger number) {
            int rest = number.mod(product).intValue();
            return primes.stream().anyMatch(it -> rest % it == 0);
        }
    }

    /// The numbers that are squares modulo `modulus`, which is at most 64, as bits.
    private record Squares(int modulus, long bits) {
        static Squares modulo(int modulus) {
            long bits = 0;
            for (int root = 0; root < modulus; root++) {
                bits |= 1L << (root * root % modulus);
            }
            return new Squares(modulus, bits);
        }

        boolean has(long number) {
            return ((bits >>> (number % modulus)) & 1) == 1;
        }
    }

    private static final List<Squares> SIEVE =
            Stream.of(64, 63, 61, 59, 55).map(Squares::modulo).toList();

    /// Fits an int, and its square a long: one division of a large number serves them all.
    private static final long SIEVE_PRODUCT = 64L * 63 * 61 * 59 * 55;

    /// For a prime, the residues that powers of 65537 can have.
    private record Residues(int prime, BitSet powers) {}

    /// The primes up to 167 for which the powers of 65537 are not all residues. By chance a modulus
    /// passes them all once in about 2^27.
    private static final List<Residues> ROCA = rocaResidues();

    private RsaModulus() {}

    public static boolean hasSmallFactor(BigInteger modulus) {
        BigInteger rest = modulus.mod(SMALL_PRODUCT);
        return SMALL_PRIMES.stream().anyMatch(it -> it.divides(rest));
    }

    public static boolean isSquare(BigInteger modulus) {
        return mayBeSquare(rest(modulus)) && modulus.sqrtAndRemainder()[1].signum() == 0;
    }

    /// Fermat's method: for close p and q, ((p + q) / 2)^2 - pq is a square after few rounds.
    ///
    /// @return the smaller factor, when it is found within `rounds`
    public static Optional<BigInteger> fermat(BigInteger modulus, int rounds) {
        if (!modulus.testBit(0)) {
            return Optional.of(BigInteger.TWO);
        }
        BigInteger[] root = modulus.sqrtAndRemainder();
        BigInteger middle = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
        long middleRest = rest(middle);
        long modulusRest = rest(modulus);
        for (int round = 0; round < rounds; round++) {
            long square = (middleRest + round) * (middleRest + round);
            if (mayBeSquare(Math.floorMod(square - modulusRest, SIEVE_PRODUCT))) {
                BigInteger half = middle.add(BigInteger.valueOf(round));
                BigInteger[] distance = half.multiply(half).subtract(modulus).sqrtAndRemainder();
                BigInteger factor = half.subtract(distance[0]);
                if (distance[1].signum() == 0 && factor.compareTo(BigInteger.ONE) > 0) {
                    return Optional.of(factor);
                }
            }
        }
        return Optional.empty();
    }

    private static long rest(BigInteger number) {
        return number.mod(BigInteger.valueOf(SIEVE_PRODUCT)).longValue();
    }

    /// Of numbers that are no squares all but four in a thousand are sorted out by their residues,
    /// for far less than a root costs.
    ///
    /// @param rest of the number, divided by the product of the sieve
    private static boolean mayBeSquare(long rest) {
        for (Squares squares : SIEVE) {
            if (!squares.has(rest)) {
                return false;
            }
        }
        return true;
    }

    /// Keys of CVE-2017-15361 have primes k M + (65537^a mod M) with M the product of the first
    /// primes, so the modulus is a power of 65537 modulo each of them (Nemec and others, 2017).
    public static boolean hasRocaFingerprint(BigInteger modulus) {
        for (Residues residues : ROCA) {
            int residue = modulus.mod(BigInteger.valueOf(residues.prime())).intValue();
            if (!residues.powers().get(residue)) {
                return false;
            }
        }
        return true;
    }

    private static List<Residues> rocaResidues() {
        List<Residues> all = new ArrayList<>();
        for (int prime : primes(168)) {
            BitSet powers = new BitSet(prime);
            long value = 1 % prime;
            while (!powers.get((int) value)) {
                powers.set((int) value);
                value = value * 65_537 % prime;
            }
            if (powers.cardinality() < prime - 1) {
                all.add(new Residues(prime, powers));
            }
        }
        return List.copyOf(all);
    }

    private static List<Handful> handfuls(List<Integer> primes) {
        List<Handful> all = new ArrayList<>();
        List<Integer> some = new ArrayList<>();
        long product = 1;
        for (int prime : primes) {
            if (product * prime > Integer.MAX_VALUE) {
                all.add(new Handful(BigInteger.valueOf(product), List.copyOf(some)));
                some.clear();
                product = 1;
            }
            some.add(prime);
            product *= prime;
        }
        all.add(new Handful(BigInteger.valueOf(product), List.copyOf(some)));
        return List.copyOf(all);
    }

    private static List<Integer> primes(int limit) {
        BitSet composite = new BitSet(limit);
        List<Integer> primes = new ArrayList<>();
        for (int candidate = 2; candidate < limit; candidate++) {
            if (!composite.get(candidate)) {
                primes.add(candidate);
                for (int i = candidate * candidate; i < limit; i += candidate) {
                    composite.set(i);
                }
            }
        }
        return List.copyOf(primes);
    }
}
