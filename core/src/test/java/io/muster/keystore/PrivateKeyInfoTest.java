package io.muster.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerBuilder;
import io.muster.x509.DerCursor;
import io.muster.x509.Oid;
import java.math.BigInteger;
import java.security.KeyPair;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyInfoTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA",
                "RSASSA-PSS",
                "EC",
                "DSA",
                "DH",
                "Ed25519",
                "Ed448",
                "X25519",
                "X448",
                "ML-DSA-44",
                "ML-DSA-65",
                "ML-DSA-87",
                "ML-KEM-512",
                "ML-KEM-768",
                "ML-KEM-1024"
            })
    void thePublicHalfIsThatOfThePair(String algorithm) throws Malformed {
        KeyPair pair =
                algorithm.startsWith("RSA")
                        ? KeyFixtures.pair(algorithm, 2048)
                        : KeyFixtures.pair(algorithm);
        Bytes publicHalf = Bytes.of(pair.getPublic().getEncoded());

        assertThat(PrivateKeyInfo.publicHalfOfPkcs8(Bytes.of(pair.getPrivate().getEncoded())))
                .isEqualTo(publicHalf);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 521})
    void everyCurveOfTheStandardIsMultiplied(int size) throws Malformed {
        KeyPair pair = KeyFixtures.pair("EC", size);

        assertThat(PrivateKeyInfo.publicHalfOfPkcs8(Bytes.of(pair.getPrivate().getEncoded())))
                .isEqualTo(Bytes.of(pair.getPublic().getEncoded()));
    }

    @Test
    void aTraditionalKeyHasTheSamePublicHalf() throws Malformed {
        KeyPair pair = KeyFixtures.pair("RSA");
        DerCursor fields = Der.read(pair.getPrivate().getEncoded()).children();
        fields.next();
        fields.next();
        Bytes pkcs1 = Bytes.of(fields.next().octets("key"));

        assertThat(PrivateKeyInfo.publicHalfOfPkcs1(pkcs1))
                .isEqualTo(Bytes.of(pair.getPublic().getEncoded()));
    }

    @Test
    void aPublicKeyThatTheFileClaimsIsNotBelieved() throws Malformed {
        KeyPair own = KeyFixtures.pair("EC", 256);
        DerCursor another =
                Der.read(KeyFixtures.pair("EC", 256).getPublic().getEncoded()).children();
        another.next();
        Bytes other = Bytes.of(another.next().contents());
        DerCursor fields = Der.read(own.getPrivate().getEncoded()).children();
        fields.next();
        Bytes algorithm = fields.next().encodedBytes();
        Bytes key = Bytes.of(fields.next().octets("key"));
        Bytes claiming =
                new DerBuilder()
                        .sequence(it ->
                                it.integer(BigInteger.ONE)
                                        .raw(algorithm)
                                        .octets(key)
                                        .add(0x81, other))
                        .toBytes();

        assertThat(PrivateKeyInfo.publicHalfOfPkcs8(claiming))
                .isEqualTo(Bytes.of(own.getPublic().getEncoded()));
    }

    @Test
    void primesThatDoNotMakeTheModulusAreRefused() throws Malformed {
        byte[] key = KeyFixtures.pair("RSA", 2048).getPrivate().getEncoded();
        // The modulus begins near the front; its last byte is odd and stays so.
        key[100] ^= 1;

        assertThatThrownBy(() -> PrivateKeyInfo.publicHalfOfPkcs8(Bytes.of(key)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aSeedAndAnExpandedKeyOfDifferentKeysAreRefused() {
        MLDSAPrivateKeyParameters one = mlDsa(1);
        MLDSAPrivateKeyParameters other = mlDsa(2);
        Bytes both =
                new DerBuilder()
                        .sequence(it ->
                                it.octets(Bytes.of(one.getSeed()))
                                        .octets(Bytes.of(other.getEncoded())))
                        .toBytes();

        assertThatThrownBy(() -> PrivateKeyInfo.publicHalfOfPkcs8(mlDsaInfo(both)))
                .hasMessageContaining("seed and expanded key");
    }

    @Test
    void aSeedAndItsExpandedKeyAreOneKey() throws Malformed {
        MLDSAPrivateKeyParameters key = mlDsa(1);
        Bytes seed = new DerBuilder().add(0x80, Bytes.of(key.getSeed())).toBytes();
        Bytes expanded = new DerBuilder().octets(Bytes.of(key.getEncoded())).toBytes();

        assertThat(PrivateKeyInfo.publicHalfOfPkcs8(mlDsaInfo(seed)))
                .isEqualTo(PrivateKeyInfo.publicHalfOfPkcs8(mlDsaInfo(expanded)));
    }

    private static MLDSAPrivateKeyParameters mlDsa(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, bytes);
    }

    private static Bytes mlDsaInfo(Bytes choice) {
        return new DerBuilder()
                .sequence(it ->
                        it.integer(BigInteger.ZERO)
                                .sequence(id -> id.oid(new Oid("2.16.840.1.101.3.4.3.17")))
                                .octets(choice))
                .toBytes();
    }
}
