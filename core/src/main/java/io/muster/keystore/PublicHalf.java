package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerBuilder;
import io.muster.x509.DerCursor;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X448PrivateKeyParameters;

/// Works out the public half of a private key, algorithm by algorithm.
final class PublicHalf {
    /// OpenSSL refuses longer moduli too; the work grows with the cube.
    private static final int MODULUS_BITS_MAX = 16_384;

    private static final int DISCRETE_LOG_BITS_MAX = 8_192;

    private PublicHalf() {}

    /// @param algorithm the AlgorithmIdentifier
    /// @param key content of the PKCS#8 `privateKey` field
    /// @param claimed the public key that the file gives; used only where it cannot be computed
    static Bytes of(Der algorithm, byte[] key, Optional<Bytes> claimed) throws Malformed {
        String oid = algorithm.children().next().oid("algorithm of a private key").dotted();
        try {
            return switch (oid) {
                case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.7", "1.2.840.113549.1.1.10" ->
                        raw(algorithm, ofRsa(key).toArray());
                case "1.2.840.10045.2.1" -> EllipticCurveKey.publicHalf(algorithm, key, claimed);
                case "1.2.840.10040.4.1" -> ofDiscreteLog(algorithm, key, 2);
                case "1.2.840.113549.1.3.1" -> ofDiscreteLog(algorithm, key, 1);
                case "1.3.101.110" ->
                        raw(
                                algorithm,
                                new X25519PrivateKeyParameters(inner(key, 32))
                                        .generatePublicKey()
                                        .getEncoded());
                case "1.3.101.111" ->
                        raw(
                                algorithm,
                                new X448PrivateKeyParameters(inner(key, 56))
                                        .generatePublicKey()
                                        .getEncoded());
                case "1.3.101.112" ->
                        raw(
                                algorithm,
                                new Ed25519PrivateKeyParameters(inner(key, 32))
                                        .generatePublicKey()
                                        .getEncoded());
                case "1.3.101.113" ->
                        raw(
                                algorithm,
                                new Ed448PrivateKeyParameters(inner(key, 57))
                                        .generatePublicKey()
                                        .getEncoded());
                default -> {
                    Optional<byte[]> postQuantum = PostQuantumKey.publicHalf(oid, key);
                    yield raw(
                            algorithm,
                            postQuantum
                                    .or(() -> claimed.map(Bytes::toArray))
                                    .orElseThrow(() -> unknown(oid)));
                }
            };
        } catch (IllegalArgumentException | ArithmeticException | IllegalStateException e) {
            throw new Malformed("a private key whose numbers are impossible", e);
        }
    }

    private static Malformed unknown(String oid) {
        return new Malformed(
                "a private key of algorithm " + oid + ", whose public half cannot be worked out");
    }

    static Bytes publicKeyInfo(Der algorithm, Bytes publicKey) {
        return new DerBuilder()
                .sequence(it -> it.raw(algorithm.encodedBytes()).bits(publicKey))
                .toBytes();
    }

    private static Bytes raw(Der algorithm, byte[] publicKey) {
        return publicKeyInfo(algorithm, Bytes.of(publicKey));
    }

    /// RFC 8410, 7: the key is an OCTET STRING inside the OCTET STRING.
    private static byte[] inner(byte[] key, int size) throws Malformed {
        byte[] inner = Der.read(key).octets("private key");
        if (inner.length != size) {
            throw new Malformed(
                    "a private key of " + inner.length + " bytes where the curve has " + size);
        }
        return inner;
    }

    /// The RSAPublicKey (RFC 8017, A.1.1) of an RSAPrivateKey.
    static Bytes ofRsa(byte[] key) throws Malformed {
        DerCursor fields = Der.read(key).children(Der.SEQUENCE, "RSA private key");
        fields.next(Der.INTEGER, "version of an RSA private key")
                .integerUpTo(1, "version of an RSA private key");
        BigInteger modulus = fields.next(Der.INTEGER, "RSA modulus").integer("RSA modulus");
        BigInteger exponent = fields.next(Der.INTEGER, "RSA exponent").integer("RSA exponent");
        if (modulus.signum() <= 0
                || exponent.signum() <= 0
                || modulus.bitLength() > MODULUS_BITS_MAX
                || exponent.bitLength() > MODULUS_BITS_MAX) {
            throw new Malformed("an RSA key whose numbers are impossible");
        }
        fields.next(Der.INTEGER, "RSA private exponent");
        BigInteger p = fields.next(Der.INTEGER, "RSA prime").integer("RSA prime");
        BigInteger q = fields.next(Der.INTEGER, "RSA prime").integer("RSA prime");
        if (!hasOtherPrimes(fields) && !p.multiply(q).equals(modulus)) {
            throw new Malformed("an RSA private key whose primes do not make its modulus");
        }
        return new DerBuilder().sequence(it -> it.integer(modulus).integer(exponent)).toBytes();
    }

    /// Whether other primes follow (RFC 8017, A.1.2, version 1).
    private static boolean hasOtherPrimes(DerCursor fields) throws Malformed {
        for (int i = 0; i < 3; i++) {
            fields.next(Der.INTEGER, "RSA private key");
        }
        return fields.hasNext();
    }

    /// y = gˣ mod p, with `g` as parameter `generatorAt`: DSA (RFC 3279, 2.3.2) has p, q, g;
    /// Diffie-Hellman (PKCS#3) p, g.
    private static Bytes ofDiscreteLog(Der algorithm, byte[] key, int generatorAt)
            throws Malformed {
        DerCursor fields = algorithm.children();
        fields.next();
        DerCursor parameters = fields.next(Der.SEQUENCE, "domain parameters").children();
        BigInteger p = parameters.next().integer("prime");
        BigInteger g = parameters.next().integer("parameter");
        for (int i = 1; i < generatorAt; i++) {
            g = parameters.next().integer("generator");
        }
        BigInteger x = Der.read(key).integer("private key");
        if (p.bitLength() > DISCRETE_LOG_BITS_MAX
                || p.signum() <= 0
                || x.signum() <= 0
                || x.compareTo(p) >= 0) {
            throw new Malformed("a private key whose numbers are impossible");
        }
        return publicKeyInfo(algorithm, new DerBuilder().integer(g.modPow(x, p)).toBytes());
    }
}
