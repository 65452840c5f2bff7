package io.muster.x509.keys;

import static java.math.BigInteger.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModulusComparisonTest {
    private final Random random = new Random(47);

    @Test
    void aNewKeyThatSharesAPrimeWithOneKnownIsFound() {
        BigInteger shared = prime();
        List<BigInteger> known = keys(300);
        known.set(211, shared.multiply(prime()));
        ModulusComparison comparison = new ModulusComparison(List.of(shared.multiply(prime())));
        comparison.holdAgainst(product(known));
        assertThat(comparison.common()).containsExactly(shared);
    }

    @Test
    void soundKeysHaveNothingInCommonHoweverManyAreKnown() {
        ModulusComparison comparison = new ModulusComparison(keys(20));
        comparison.holdAgainst(product(keys(3)));
        comparison.holdAgainst(product(keys(500)));
        assertThat(comparison.common()).hasSize(20).containsOnly(ONE);
    }

    @Test
    void newKeysAreHeldAgainstOneAnotherToo() {
        BigInteger shared = prime();
        List<BigInteger> keys = keys(40);
        keys.set(3, shared.multiply(prime()));
        keys.set(38, shared.multiply(prime()));
        ModulusComparison comparison = new ModulusComparison(keys);
        comparison.holdAgainst(product(keys(100)));
        List<BigInteger> common = comparison.common();
        assertThat(common.get(3)).isEqualTo(shared);
        assertThat(common.get(38)).isEqualTo(shared);
        assertThat(common).filteredOn(ONE::equals).hasSize(38);
    }

    @Test
    void aKeyThatIsKnownOrSharesBothPrimesHasItselfInCommon() {
        List<BigInteger> known = keys(50);
        BigInteger p = prime();
        BigInteger q = prime();
        known.set(10, p.multiply(prime()));
        known.set(20, q.multiply(prime()));
        List<BigInteger> fresh = List.of(known.get(30), p.multiply(q));
        ModulusComparison comparison = new ModulusComparison(fresh);
        comparison.holdAgainst(product(known));
        assertThat(comparison.common()).isEqualTo(fresh);
    }

    /// Against gcd one by one, with moduli of very different lengths.
    @Test
    void whatIsFoundIsWhatOneByOneWouldFind() {
        for (int round = 0; round < 30; round++) {
            List<BigInteger> few =
                    Stream.generate(() -> BigInteger.probablePrime(32, random)).limit(40).toList();
            List<BigInteger> known = from(few, random.nextInt(1, 60));
            List<BigInteger> fresh = from(few, random.nextInt(1, 5)).stream().distinct().toList();
            ModulusComparison comparison = new ModulusComparison(fresh);
            comparison.holdAgainst(product(known));
            for (int i = 0; i < fresh.size(); i++) {
                BigInteger modulus = fresh.get(i);
                List<BigInteger> others = new ArrayList<>(known);
                fresh.stream().filter(it -> !it.equals(modulus)).forEach(others::add);
                BigInteger expected = modulus.gcd(product(others));
                assertThat(comparison.common().get(i)).as("round %d", round).isEqualTo(expected);
            }
        }
    }

    private List<BigInteger> from(List<BigInteger> primes, int count) {
        List<BigInteger> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigInteger first = primes.get(random.nextInt(primes.size() / 2));
            BigInteger other = primes.get(primes.size() / 2 + random.nextInt(primes.size() / 2));
            BigInteger key = first.multiply(other);
            keys.add(
                    random.nextBoolean()
                            ? key
                            : key.multiply(BigInteger.probablePrime(300, random)));
        }
        return keys;
    }

    private List<BigInteger> keys(int count) {
        List<BigInteger> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(prime().multiply(prime()));
        }
        return keys;
    }

    private static BigInteger product(List<BigInteger> keys) {
        return keys.stream().reduce(ONE, BigInteger::multiply);
    }

    private BigInteger prime() {
        return BigInteger.probablePrime(128, random);
    }
}
