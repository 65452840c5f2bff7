package io.muster.x509.keys;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Searches as many moduli of 2048 bits as the first argument says for shared primes.
///
/// Most moduli are random odd numbers: the cost of the search is that of their length alone, and
/// 200,000 primes would take hours to make. Pairs with a prime in common are planted among them.
/// Random numbers have small factors in common by chance; only the planted ones are counted.
public final class SharedPrimesRun {
    private static final int MODULUS_BITS = 2048;
    private static final int PAIRS = 50;

    private SharedPrimesRun() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        var random = new Random(2026);
        List<BigInteger> planted = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            var prime = BigInteger.probablePrime(MODULUS_BITS / 2, random);
            planted.add(prime.multiply(BigInteger.probablePrime(MODULUS_BITS / 2, random)));
            planted.add(prime.multiply(BigInteger.probablePrime(MODULUS_BITS / 2, random)));
        }
        List<BigInteger> moduli = new ArrayList<>(planted);
        while (moduli.size() < count) {
            moduli.add(new BigInteger(MODULUS_BITS, random).setBit(MODULUS_BITS - 1).setBit(0));
        }
        Collections.shuffle(moduli, random);
        long start = System.nanoTime();
        var groups = SharedPrimes.find(moduli);
        double seconds = (System.nanoTime() - start) / 1e9;
        long found =
                groups.stream()
                        .filter(it -> it.factor().bitLength() >= MODULUS_BITS / 2 - 1)
                        .flatMap(it -> it.moduli().stream())
                        .distinct()
                        .filter(planted::contains)
                        .count();
        System.out.printf(
                "%d moduli: search %.1f s, found %d of %d with a shared prime%n",
                count, seconds, found, planted.size());
    }
}
