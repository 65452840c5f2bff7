package io.muster.x509.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.spki.SubjectPublicKeyInfo;
import io.muster.x509.DerBuilder;
import io.muster.x509.Oid;
import io.muster.x509.Oids;
import io.muster.x509.PublicKeyInfo;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeakKeyTest {
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    private static final Random RANDOM = new Random(99);
    private static final BigInteger P = prime(1024);
    private static final BigInteger Q = prime(1024);

    @Test
    void aSoundKeyHasNoWeakness() throws Malformed {
        assertThat(kinds(rsa(P, Q, F4))).isEmpty();
        assertThat(kinds(ec(new Oid("1.2.840.10045.3.1.7"), point(32)))).isEmpty();
    }

    @Test
    void aShortKeyIsTooSmall() throws Malformed {
        assertThat(kinds(rsa(Q, BigInteger.ONE, F4))).contains(WeakKey.Kind.TOO_SMALL);
        assertThat(kinds(ec(new Oid("1.2.840.10045.3.1.1"), point(24))))
                .containsExactly(WeakKey.Kind.TOO_SMALL);
    }

    @Test
    void anExponentThatIsOneOrEvenIsBad() throws Malformed {
        assertThat(kinds(rsa(P, Q, BigInteger.ONE))).containsExactly(WeakKey.Kind.BAD_EXPONENT);
        assertThat(kinds(rsa(P, Q, BigInteger.TWO))).containsExactly(WeakKey.Kind.BAD_EXPONENT);
    }

    @Test
    void closePrimesAreFound() throws Malformed {
        BigInteger near = P.nextProbablePrime();
        assertThat(kinds(rsa(P, near, F4))).containsExactly(WeakKey.Kind.CLOSE_PRIMES);
        assertThat(RsaModulus.fermat(P.multiply(near), 100)).contains(P);
    }

    @Test
    void closePrimesAreFoundInWhicheverRound() {
        for (int round = 0; round < 100; round++) {
            // Half the distance d is found in round d^2 / 2m.
            BigInteger middle = new BigInteger(1024, RANDOM).setBit(1023);
            BigInteger half = middle.shiftLeft(1).multiply(BigInteger.valueOf(round)).sqrt();
            BigInteger odd = middle.subtract(half).setBit(0);
            BigInteger modulus = odd.multiply(odd.add(half.shiftLeft(1)));
            assertThat(RsaModulus.fermat(modulus, round + 2)).as("round %d", round).contains(odd);
        }
    }

    @Test
    void eachSmallPrimeIsFound() {
        BigInteger prime = BigInteger.TWO;
        for (; prime.intValue() < 752; prime = prime.nextProbablePrime()) {
            assertThat(RsaModulus.hasSmallFactor(P.multiply(prime))).as("%s", prime).isTrue();
        }
        assertThat(RsaModulus.hasSmallFactor(P.multiply(prime))).isFalse();
    }

    @Test
    void aModulusWithASmallFactorOrASquareIsNoProductOfTwoPrimes() throws Malformed {
        assertThat(kinds(rsa(P.multiply(Q), BigInteger.valueOf(751), F4)))
                .containsExactly(WeakKey.Kind.SMALL_FACTOR);
        assertThat(kinds(rsa(P, P, F4))).containsExactly(WeakKey.Kind.NOT_A_PRODUCT);
    }

    @Test
    void squaresAreToldFromTheirNeighbours() {
        for (int i = 0; i < 1000; i++) {
            BigInteger root = new BigInteger(20 + i, RANDOM).setBit(2);
            BigInteger square = root.multiply(root);
            assertThat(RsaModulus.isSquare(square)).as("%s squared", root).isTrue();
            assertThat(RsaModulus.isSquare(square.add(root))).as("%s", root).isFalse();
        }
    }

    @Test
    void keysOfTheRocaGeneratorAreRecognised() throws Malformed {
        assertThat(kinds(rsa(rocaPrime(), rocaPrime(), F4)))
                .containsExactly(WeakKey.Kind.TOO_SMALL, WeakKey.Kind.ROCA);
    }

    @Test
    void aCurveThatIsWrittenOutIsReported() throws Malformed {
        Bytes spki =
                new DerBuilder()
                        .sequence(info ->
                                info.sequence(id ->
                                                id.oid(Oids.EC_PUBLIC_KEY)
                                                        .sequence(it -> it.integer(F4)))
                                        .bits(point(32)))
                        .toBytes();
        assertThat(kinds(PublicKeyInfo.parse(spki))).containsExactly(WeakKey.Kind.EXPLICIT_CURVE);
    }

    @Test
    void knownKeysAreFoundByEitherFormOfList() throws Malformed, IOException {
        PublicKeyInfo key = rsa(P, Q, F4);
        String digest = key.encoded().sha256().toHex();
        KnownKeys bySpki = KnownKeys.read(new StringReader("# leaked\n" + digest + "\n\n"));
        assertThat(WeakKey.find(key, bySpki))
                .extracting(WeakKey::kind)
                .containsExactly(WeakKey.Kind.KNOWN);
        assertThat(bySpki.contains(rsa(P, P, F4))).isFalse();
    }

    @Test
    void theDebianFormIsTheEndOfTheDigestOfTheModulusLine() throws Malformed, IOException {
        // printf 'Modulus=C5\n' | sha1sum, without its first 20 digits
        PublicKeyInfo key = rsa(BigInteger.valueOf(0xc5), BigInteger.ONE, BigInteger.valueOf(3));
        KnownKeys list = KnownKeys.read(new StringReader("8faac7e795b2ab19cfc2\n"));
        assertThat(list.contains(key)).isTrue();
    }

    @Test
    void aListWithAnythingElseIsRefused() {
        for (String line : List.of("zz", "abcd", "0123456789abcdef01234", "é".repeat(20))) {
            assertThatThrownBy(() -> KnownKeys.read(new StringReader(line)))
                    .isInstanceOf(Malformed.class)
                    .hasMessageContaining("line 1");
        }
    }

    private static List<WeakKey.Kind> kinds(PublicKeyInfo key) {
        return WeakKey.find(key, KnownKeys.NONE).stream().map(WeakKey::kind).toList();
    }

    private static PublicKeyInfo rsa(BigInteger p, BigInteger q, BigInteger exponent)
            throws Malformed {
        return PublicKeyInfo.parse(SubjectPublicKeyInfo.rsa(p.multiply(q), exponent).spki());
    }

    /// Whether the point is on the curve nobody asks.
    private static PublicKeyInfo ec(Oid curve, Bytes point) throws Malformed {
        return PublicKeyInfo.parse(
                new DerBuilder()
                        .sequence(info ->
                                info.sequence(id -> id.oid(Oids.EC_PUBLIC_KEY).oid(curve))
                                        .bits(point))
                        .toBytes());
    }

    private static BigInteger prime(int bits) {
        BigInteger prime = BigInteger.probablePrime(bits, RANDOM);
        // Both top bits, so that the product has all its bits.
        return prime.testBit(bits - 2) ? prime : prime(bits);
    }

    private static Bytes point(int coordinate) {
        byte[] point = new byte[2 * coordinate + 1];
        point[0] = 4;
        return Bytes.of(point);
    }

    /// k M + (65537^a mod M), M the product of the primes up to 167.
    private static BigInteger rocaPrime() {
        BigInteger product = BigInteger.ONE;
        for (int prime = 2; prime <= 167; prime++) {
            if (BigInteger.valueOf(prime).isProbablePrime(30)) {
                product = product.multiply(BigInteger.valueOf(prime));
            }
        }
        while (true) {
            BigInteger power = F4.modPow(new BigInteger(200, RANDOM), product);
            BigInteger k = new BigInteger(512 - product.bitLength(), RANDOM);
            BigInteger candidate = k.multiply(product).add(power);
            if (candidate.bitLength() > 500 && candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }
}
