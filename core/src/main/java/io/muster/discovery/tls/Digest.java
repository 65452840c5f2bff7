package io.muster.discovery.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The digests of TLS 1.3 with what is derived from them: HKDF (RFC 5869) in the form of RFC 8446,
/// 7.1.
enum Digest {
    SHA_256("SHA-256", "HmacSHA256", 32),
    SHA_384("SHA-384", "HmacSHA384", 48);

    private final String algorithm;
    private final String mac;
    private final int length;

    Digest(String algorithm, String mac, int length) {
        this.algorithm = algorithm;
        this.mac = mac;
        this.length = length;
    }

    byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, e);
        }
    }

    /// HKDF-Extract.
    byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt, secret);
    }

    /// HKDF-Expand-Label for at most one block of output, which is all that a handshake needs.
    byte[] expandLabel(byte[] secret, String label, byte[] context, int size) {
        byte[] info =
                new OctetWriter()
                        .number(size, 2)
                        .vector(
                                1,
                                it ->
                                        it.bytes(
                                                ("tls13 " + label)
                                                        .getBytes(StandardCharsets.US_ASCII)))
                        .vector(1, it -> it.bytes(context))
                        .number(1, 1)
                        .toArray();
        return Arrays.copyOf(hmac(secret, info), size);
    }

    /// The secret from which the server's handshake keys are made.
    ///
    /// @param shared of the key exchange
    /// @param transcript hash of ClientHello and ServerHello
    byte[] serverHandshakeTrafficSecret(byte[] shared, byte[] transcript) {
        byte[] zeros = new byte[length];
        byte[] early = extract(zeros, zeros);
        byte[] derived = expandLabel(early, "derived", hash(), length);
        byte[] handshake = extract(derived, shared);
        return expandLabel(handshake, "s hs traffic", transcript, length);
    }

    private byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac instance = Mac.getInstance(mac);
            instance.init(new SecretKeySpec(key, mac));
            return instance.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + mac, e);
        }
    }
}
