package io.muster.x509.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedPrimesTest {
    private final Random random = new Random(1_337);

    @Test
    void twoKeysThatShareAPrimeAreFoundAmongMany() {
        BigInteger shared = prime();
        BigInteger first = shared.multiply(prime());
        BigInteger second = shared.multiply(prime());
        List<BigInteger> keys = soundKeys(60);
        keys.add(7, first);
        keys.add(50, second);
        assertThat(SharedPrimes.find(keys))
                .containsExactly(new SharedPrimes.Group(shared, List.of(first, second)));
    }

    @Test
    void aKeyThatSharesBothPrimesWithDifferentKeysIsInTwoGroups() {
        BigInteger p = prime();
        BigInteger q = prime();
        BigInteger middle = p.multiply(q);
        BigInteger left = p.multiply(prime());
        BigInteger right = q.multiply(prime());
        List<BigInteger> keys = soundKeys(20);
        keys.addAll(List.of(left, middle, right));
        List<SharedPrimes.Group> groups = SharedPrimes.find(keys);
        assertThat(groups).hasSize(2);
        assertThat(groups).extracting(SharedPrimes.Group::factor).containsExactlyInAnyOrder(p, q);
        assertThat(groups).allMatch(group -> group.moduli().contains(middle));
    }

    @Test
    void theSameKeyTwiceIsNoSharedPrime() {
        List<BigInteger> keys = soundKeys(5);
        keys.add(keys.getFirst());
        assertThat(SharedPrimes.find(keys)).isEmpty();
    }

    @Test
    void nonsenseIsPassedOver() {
        List<BigInteger> keys = soundKeys(3);
        keys.add(BigInteger.ZERO);
        keys.add(BigInteger.ONE);
        keys.add(BigInteger.valueOf(-15));
        keys.add(BigInteger.ONE.shiftLeft(20_000));
        assertThat(SharedPrimes.find(keys)).isEmpty();
        assertThat(SharedPrimes.find(List.of())).isEmpty();
        assertThat(SharedPrimes.find(List.of(BigInteger.TEN))).isEmpty();
    }

    @Test
    void theFactorIsNeverPrinted() {
        BigInteger factor = prime();
        String text = new SharedPrimes.Group(factor, soundKeys(2)).toString();
        assertThat(text).doesNotContain(factor.toString()).contains("2 keys");
    }

    private List<BigInteger> soundKeys(int count) {
        List<BigInteger> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(prime().multiply(prime()));
        }
        return keys;
    }

    private BigInteger prime() {
        return BigInteger.probablePrime(128, random);
    }
}
