package io.muster.primes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds out with which other keys some new ones share a prime.
final class Factors {
    private final Map<BigInteger, BigInteger> hits;
    private final BigInteger product;

    /// Keys that have something in common with a hit; the hits are among them.
    private final List<RsaKey> others = new ArrayList<>();

    /// @param hits moduli, with what each has in common with all others: a prime, or itself
    Factors(Map<BigInteger, BigInteger> hits) {
        this.hits = hits;
        this.product = product(hits.keySet());
    }

    /// Whether a product has anything in common with any hit.
    boolean divide(BigInteger known) {
        return share(known, product);
    }

    void offer(List<RsaKey> keys) {
        for (RsaKey key : keys) {
            if (key.modulus().filter(it -> share(product, it)).isPresent()) {
                others.add(key);
            }
        }
    }

    int offered() {
        return others.size();
    }

    /// The keys that are broken: those with a prime that another modulus has too. A modulus that
    /// was known, in another wrapping, is not broken by that.
    Set<Long> sharing() {
        BigInteger primes = product(primes());
        Set<Long> sharing = new HashSet<>();
        for (RsaKey key : others) {
            if (key.modulus().filter(it -> share(primes, it)).isPresent()) {
                sharing.add(key.number());
            }
        }
        return sharing;
    }

    private Set<BigInteger> primes() {
        Set<BigInteger> primes = new HashSet<>();
        hits.forEach((modulus, common) -> {
            if (!common.equals(modulus)) {
                primes.add(common);
            }
        });
        hits.forEach((modulus, common) -> {
            if (common.equals(modulus)) {
                for (RsaKey other : others) {
                    BigInteger part = other.modulus().orElse(BigInteger.ONE).gcd(modulus);
                    if (!part.equals(BigInteger.ONE) && !part.equals(modulus)) {
                        primes.add(part);
                        primes.add(modulus.divide(part));
                        break;
                    }
                }
            }
        });
        return primes;
    }

    private static BigInteger product(Set<BigInteger> numbers) {
        return numbers.stream().reduce(BigInteger.ONE, BigInteger::multiply);
    }

    private static boolean share(BigInteger number, BigInteger other) {
        return !number.gcd(other).equals(BigInteger.ONE);
    }
}
