package io.muster.keystore;

import io.muster.model.Malformed;
import io.muster.x509.Der;
import io.muster.x509.DerCursor;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;

/// Composite ML-DSA private keys (draft-ietf-lamps-pq-composite-sigs): the ML-DSA seed, then the
/// traditional key.
final class CompositeKey {
    private static final String ARC = "1.3.6.1.5.5.7.6.";
    private static final int SEED = 32;

    private CompositeKey() {}

    static Optional<byte[]> publicHalf(String oid, byte[] key) throws Malformed {
        if (!oid.matches("1\\.3\\.6\\.1\\.5\\.5\\.7\\.6\\.(3[7-9]|4[0-9]|5[0-4])")
                || key.length <= SEED) {
            return Optional.empty();
        }
        int arc = Integer.parseInt(oid.substring(ARC.length()));
        byte[] postQuantum =
                PostQuantumKey.mlDsaFromSeed(parameters(arc), Arrays.copyOf(key, SEED));
        byte[] traditional = traditional(arc, Arrays.copyOfRange(key, SEED, key.length));
        byte[] both = Arrays.copyOf(postQuantum, postQuantum.length + traditional.length);
        System.arraycopy(traditional, 0, both, postQuantum.length, traditional.length);
        return Optional.of(both);
    }

    private static MLDSAParameters parameters(int arc) {
        if (arc <= 40) {
            return MLDSAParameters.ml_dsa_44;
        }
        return arc <= 48 ? MLDSAParameters.ml_dsa_65 : MLDSAParameters.ml_dsa_87;
    }

    private static byte[] traditional(int arc, byte[] key) throws Malformed {
        return switch (arc) {
            case 39, 48 ->
                    new Ed25519PrivateKeyParameters(sized(key, 32))
                            .generatePublicKey()
                            .getEncoded();
            case 51 ->
                    new Ed448PrivateKeyParameters(sized(key, 57)).generatePublicKey().getEncoded();
            case 40, 45 -> point("1.2.840.10045.3.1.7", key);
            case 46, 49 -> point("1.3.132.0.34", key);
            case 47 -> point("1.3.36.3.3.2.8.1.1.7", key);
            case 50 -> point("1.3.36.3.3.2.8.1.1.11", key);
            case 54 -> point("1.3.132.0.35", key);
            default -> PublicHalf.ofRsa(key).toArray();
        };
    }

    private static byte[] point(String curve, byte[] key) throws Malformed {
        DerCursor fields = Der.read(key).children(Der.SEQUENCE, "EC private key");
        fields.next(Der.INTEGER, "version of an EC private key");
        BigInteger scalar = new BigInteger(1, fields.next().octets("EC private key"));
        return EllipticCurveKey.multiply(curve, scalar).getEncoded(false);
    }

    private static byte[] sized(byte[] key, int size) throws Malformed {
        if (key.length != size) {
            throw new Malformed(
                    "a private key of " + key.length + " bytes where the curve has " + size);
        }
        return key;
    }
}
