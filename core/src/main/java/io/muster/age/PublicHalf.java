package io.muster.age;

import io.muster.model.Bytes;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// Derives what may be shown from what may not.
final class PublicHalf {
    /// ML-KEM-768 and X25519 together.
    static final int HYBRID_BYTES = 1184 + 32;

    private PublicHalf() {}

    /// RFC 7748, 6.1. Erases the secret.
    static Bytes ofX25519(byte[] secret) {
        byte[] key = new byte[32];
        X25519.scalarMultBase(secret, 0, key, 0);
        Arrays.fill(secret, (byte) 0);
        return Bytes.of(key);
    }

    /// X-Wing (draft-connolly-cfrg-xwing-kem, 5.2): SHAKE-256 makes one seed for each half. Erases
    /// the secret.
    static Bytes ofHybrid(byte[] secret) {
        SHAKEDigest shake = new SHAKEDigest(256);
        shake.update(secret, 0, secret.length);
        byte[] expanded = new byte[96];
        shake.doFinal(expanded, 0, expanded.length);
        Arrays.fill(secret, (byte) 0);
        byte[] mlKem =
                new MLKEMPrivateKeyParameters(
                                MLKEMParameters.ml_kem_768, Arrays.copyOf(expanded, 64))
                        .getPublicKey();
        byte[] key = Arrays.copyOf(mlKem, HYBRID_BYTES);
        X25519.scalarMultBase(expanded, 64, key, mlKem.length);
        Arrays.fill(expanded, (byte) 0);
        return Bytes.of(key);
    }
}
