package io.muster.x509.keys;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Tests of an RSA modulus that take microseconds.
public final class RsaModulus {
    private static final int SMALL_LIMIT = 752;

    /// The product of all primes below 752: one gcd finds any of them.
    private static final BigInteger SMALL_PRIMES =
            primes(SMALL_LIMIT).stream()
                    .map(BigInteger::valueOf)
                    .reduce(BigInteger.ONE, BigInteger::multiply);

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
        return modulus.sqrtAndRemainder()[1].signum() == 0;
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

    /// Squares end in 0, 1, 4 or 9 modulo 16; most numbers are sorted out by that.
    private static boolean mayBeSquare(BigInteger number) {
        return switch (number.intValue() & 15) {
            case 0, 1, 4, 9 -> true;
            default -> false;
        };
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
