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

    /// The product of all primes below 752: one gcd finds any of them.
    private static final BigInteger SMALL_PRIMES =
            primes(SMALL_LIMIT).stream()
                    .map(BigInteger::valueOf)
                    .reduce(BigInteger.ONE, BigInteger::multiply);

    /// The numbers that are squares modulo `modulus`, which is at most 64, as bits.
    private record Squares(int modulus, long bits) {
        static Squares modulo(int modulus) {
            long bits = 0;
            for (int root = 0; root < modulus; root++) {
                bits |= 1L << (root * root % modulus);
            }
            return new Squares(modulus, bits);
        }

        boolean has(int number) {
            return ((bits >>> (number % modulus)) & 1) == 1;
        }
    }

    private static final Squares SQUARES_64 = Squares.modulo(64);

    /// Their product fits an int, so that one division of the large number serves them all.
    private static final List<Squares> SIEVE =
            Stream.of(63, 61, 59, 55).map(Squares::modulo).toList();

    private static final BigInteger SIEVE_PRODUCT = BigInteger.valueOf(63 * 61 * 59 * 55);

    /// For a prime, the residues that powers of 65537 can have.
    private record Residues(int prime, BitSet powers) {}

    /// The primes up to 167 for which the powers of 65537 are not all residues. By chance a modulus
    /// passes them all once in about 2^27.
    private static final List<Residues> ROCA = rocaResidues();

    private RsaModulus() {}

    public static boolean hasSmallFactor(BigInteger modulus) {
        return !modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE);
    }

    public static boolean isSquare(BigInteger modulus) {
        return mayBeSquare(modulus) && modulus.sqrtAndRemainder()[1].signum() == 0;
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
        BigInteger rest = middle.multiply(middle).subtract(modulus);
        for (int round = 0; round < rounds; round++) {
            if (mayBeSquare(rest)) {
                BigInteger[] half = rest.sqrtAndRemainder();
                BigInteger factor = middle.subtract(half[0]);
                if (half[1].signum() == 0 && factor.compareTo(BigInteger.ONE) > 0) {
                    return Optional.of(factor);
                }
            }
            // (m + 1)^2 - n = m^2 - n + 2m + 1
            rest = rest.add(middle.shiftLeft(1)).add(BigInteger.ONE);
            middle = middle.add(BigInteger.ONE);
        }
        return Optional.empty();
    }

    /// Of numbers that are no squares all but four in a thousand are sorted out by their residues,
    /// for far less than a root costs.
    private static boolean mayBeSquare(BigInteger number) {
        if (!SQUARES_64.has(number.intValue() & 63)) {
            return false;
        }
        int rest = number.mod(SIEVE_PRODUCT).intValue();
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

    private static List<Integer> primes(int limit) {
        List<Integer> primes = new ArrayList<>();
        for (int candidate = 2; candidate < limit; candidate++) {
            if (BigInteger.valueOf(candidate).isProbablePrime(30)) {
                primes.add(candidate);
            }
        }
        return List.copyOf(primes);
    }
}
