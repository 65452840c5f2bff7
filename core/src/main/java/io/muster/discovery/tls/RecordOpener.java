package io.muster.discovery.tls;

import io.muster.model.Malformed;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Decrypts the records that a server sends in the handshake of TLS 1.3 (RFC 8446, 5.2), one after
/// another.
final class RecordOpener {
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final Cipher cipher;
    private final Key key;
    private final byte[] initialVector;
    private final boolean chacha;
    private long sequence;

    /// @param trafficSecret of the server's handshake
    RecordOpener(CipherSuite suite, byte[] trafficSecret) {
        Digest digest = suite.digest();
        this.chacha = suite.name().contains("CHACHA20");
        int keyLength = suite.name().contains("AES_128") ? 16 : 32;
        byte[] none = new byte[0];
        this.key =
                new SecretKeySpec(
                        digest.expandLabel(trafficSecret, "key", none, keyLength),
                        chacha ? "ChaCha20" : "AES");
        this.initialVector = digest.expandLabel(trafficSecret, "iv", none, NONCE_LENGTH);
        try {
            this.cipher = Cipher.getInstance(chacha ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks an algorithm of TLS 1.3", e);
        }
    }

    /// @param header the record's five octets, which are authenticated as well
    /// @param sealed its content
    /// @return the content in the clear: type and padding still at its end
    byte[] open(byte[] header, byte[] sealed) throws Malformed {
        byte[] nonce = initialVector.clone();
        for (int i = 0; i < 8; i++) {
            nonce[NONCE_LENGTH - 1 - i] ^= (byte) (sequence >> (8 * i));
        }
        sequence++;
        AlgorithmParameterSpec parameters =
                chacha ? new IvParameterSpec(nonce) : new GCMParameterSpec(TAG_BITS, nonce);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            cipher.updateAAD(header);
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new Malformed("a record of the server cannot be decrypted", e);
        }
    }
}
