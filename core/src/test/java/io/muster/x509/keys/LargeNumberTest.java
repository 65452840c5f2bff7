package io.muster.x509.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargeNumberTest {
    private static final long SEED = 20_260_601;

    @Test
    void theTransformMultipliesLikeThePlatform() {
        Random random = new Random(SEED);
        for (int i = 0; i < 60; i++) {
            BigInteger a = new BigInteger(1 + random.nextInt(20_000), random);
            BigInteger b = new BigInteger(1 + random.nextInt(20_000), random);
            assertThat(LargeNumber.transformed(a, b))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(a.multiply(b));
        }
    }

    @Test
    void theLargestLimbsDoNotOverflow() {
        BigInteger ones = BigInteger.ONE.shiftLeft(400_003).subtract(BigInteger.ONE);
        assertThat(LargeNumber.transformed(ones, ones)).isEqualTo(ones.multiply(ones));
        assertThat(LargeNumber.sumOfProducts(ones, ones, ones, ones))
                .isEqualTo(ones.multiply(ones).shiftLeft(1));
    }

    @Test
    void remaindersByNewtonAreExact() {
        Random random = new Random(SEED);
        for (int i = 0; i < 6; i++) {
            BigInteger divisor = new BigInteger(60_000 + random.nextInt(400_000), random).setBit(0);
            BigInteger number = new BigInteger(2 * divisor.bitLength() - random.nextInt(3), random);
            BigInteger reciprocal = LargeNumber.reciprocal(divisor);
            assertThat(LargeNumber.mod(number, divisor, reciprocal))
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(number.mod(divisor));
        }
    }

    @Test
    void fractionsAreExactToAFewUnitsOfTheLast() {
        Random random = new Random(SEED);
        int guard = 96;
        for (int i = 0; i < 200; i++) {
            int size = i < 190 ? 60 + random.nextInt(5_000) : 60_000 + random.nextInt(400_000);
            BigInteger divisor = new BigInteger(size, random).setBit(size - 1);
            BigInteger number = divisor.subtract(new BigInteger(1 + random.nextInt(size), random));
            BigInteger reciprocal = LargeNumber.reciprocal(divisor);
            BigInteger exact = number.shiftLeft(size + guard).divide(divisor);
            BigInteger fraction = LargeNumber.fraction(number, divisor, reciprocal, guard);
            assertThat(fraction.subtract(exact).abs())
                    .as("seed %d, round %d", SEED, i)
                    .isLessThan(BigInteger.valueOf(4));
        }
    }

    @Test
    void fieldArithmeticIsModuloTheGoldilocksPrime() {
        Random random = new Random(SEED);
        BigInteger prime = new BigInteger(Long.toUnsignedString(NumberTransform.P));
        for (int i = 0; i < 10_000; i++) {
            long a = Long.remainderUnsigned(edge(random), NumberTransform.P);
            long b = Long.remainderUnsigned(edge(random), NumberTransform.P);
            BigInteger x = new BigInteger(Long.toUnsignedString(a));
            BigInteger y = new BigInteger(Long.toUnsignedString(b));
            assertThat(Long.toUnsignedString(NumberTransform.multiply(a, b)))
                    .isEqualTo(x.multiply(y).mod(prime).toString());
            assertThat(Long.toUnsignedString(NumberTransform.add(a, b)))
                    .isEqualTo(x.add(y).mod(prime).toString());
            assertThat(Long.toUnsignedString(NumberTransform.subtract(a, b)))
                    .isEqualTo(x.subtract(y).mod(prime).toString());
        }
    }

    /// Random numbers, and often ones near 0, 2^32 and p, where the reductions turn.
    private static long edge(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> NumberTransform.P - 1 - random.nextInt(3);
            case 2 -> (1L << 32) - 2 + random.nextInt(4);
            default -> random.nextLong();
        };
    }
}
