package io.muster.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures that the platform makes, in the forms of the standards.
class SignaturesTest {
    private static final Bytes MESSAGE =
            Bytes.of("exchange hash".getBytes(StandardCharsets.US_ASCII));

    @ParameterizedTest
    @CsvSource({
        "RSA, 2048, ssh-rsa, ssh-rsa, SHA1withRSA",
        "RSA, 2048, ssh-rsa, rsa-sha2-256, SHA256withRSA",
        "RSA, 2048, ssh-rsa, rsa-sha2-512, SHA512withRSA",
        "DSA, 1024, ssh-dss, ssh-dss, SHA1withDSAinP1363Format",
        "EC, 256, ecdsa-sha2-nistp256, ecdsa-sha2-nistp256, SHA256withECDSAinP1363Format",
        "EC, 384, ecdsa-sha2-nistp384, ecdsa-sha2-nistp384, SHA384withECDSAinP1363Format",
        "EC, 521, ecdsa-sha2-nistp521, ecdsa-sha2-nistp521, SHA512withECDSAinP1363Format",
        "Ed25519, 255, ssh-ed25519, ssh-ed25519, EdDSA",
        "Ed448, 448, ssh-ed448, ssh-ed448, EdDSA"
    })
    void eachAlgorithmIsCheckedInItsOwnForm(
            String family, int size, String type, String algorithm, String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        SshPublicKey key = (SshPublicKey) PublicBlob.parse(blob(type, pair));
        Signature signer = Signature.getInstance(name);
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE.toArray());
        byte[] raw = signer.sign();
        byte[] value = family.equals("EC") ? twoNumbers(raw) : raw;

        assertThat(Signatures.check(key, MESSAGE, signature(algorithm, value)))
                .isEqualTo(SignatureCheck.VALID);
        Bytes other = Bytes.of("another hash".getBytes(StandardCharsets.US_ASCII));
        assertThat(Signatures.check(key, other, signature(algorithm, value)))
                .isEqualTo(SignatureCheck.INVALID);
        assertThat(Signatures.check(key, MESSAGE, signature("ssh-other", value)))
                .isEqualTo(SignatureCheck.INVALID);
        value[value.length - 1] ^= 1;
        assertThat(Signatures.check(key, MESSAGE, signature(algorithm, value)))
                .isEqualTo(SignatureCheck.INVALID);
    }

    private static Bytes signature(String algorithm, byte[] value) {
        return new WireWriter().string(algorithm).string(value).toBytes();
    }

    private static Bytes blob(String type, KeyPair pair) {
        WireWriter out = new WireWriter().string(type);
        byte[] spki = pair.getPublic().getEncoded();
        switch (pair.getPublic()) {
            case RSAPublicKey rsa -> out.mpint(rsa.getPublicExponent()).mpint(rsa.getModulus());
            case DSAPublicKey dsa ->
                    out.mpint(dsa.getParams().getP())
                            .mpint(dsa.getParams().getQ())
                            .mpint(dsa.getParams().getG())
                            .mpint(dsa.getY());
            case ECPublicKey ec -> {
                int width = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
                out.string(type.substring(type.length() - 8))
                        .string(Arrays.copyOfRange(spki, spki.length - 2 * width - 1, spki.length));
            }
            default -> {
                int length = type.endsWith("448") ? 57 : 32;
                out.string(Arrays.copyOfRange(spki, spki.length - length, spki.length));
            }
        }
        return out.toBytes();
    }

    /// RFC 5656, 3.1.2: r and s, each as an mpint.
    private static byte[] twoNumbers(byte[] both) {
        int width = both.length / 2;
        return new WireWriter()
                .mpint(new BigInteger(1, Arrays.copyOf(both, width)))
                .mpint(new BigInteger(1, Arrays.copyOfRange(both, width, both.length)))
                .toArray();
    }
}
