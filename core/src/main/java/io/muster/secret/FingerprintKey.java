package io.muster.secret;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key under which secrets are told apart without being kept: HMAC-SHA-256 (RFC 2104) of the
/// value. A plain hash would let anybody try all short passwords; without this key nobody can.
///
/// Fingerprints under different keys say nothing about each other; [#id] is carried along so that
/// nobody compares them.
public final class FingerprintKey {
    /// What is hashed and how; raised when either changes.
    public static final int VERSION = 1;

    /// The key is at least as long as what protects it (NIST SP 800-107, 5.3.4).
    public static final int LENGTH_MIN = 32;

    private final SecretKeySpec key;
    private final String id;

    private FingerprintKey(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.id = HexFormat.of().formatHex(sha256(key), 0, 8);
    }

    /// @param key at least 32 random bytes, kept by the caller
    /// @throws IllegalArgumentException when it is shorter
    public static FingerprintKey of(byte[] key) {
        if (key.length < LENGTH_MIN) {
            throw new IllegalArgumentException(
                    "a fingerprint key needs at least " + LENGTH_MIN + " bytes");
        }
        return new FingerprintKey(key.clone());
    }

    /// A short public name of the key: the first 8 bytes of a SHA-256 over a label and the key.
    public String id() {
        return id;
    }

    /// The key itself, for a scanner of the same server: to be kept like what it protects.
    public Bytes bytes() {
        return Bytes.of(key.getEncoded());
    }

    /// `hmac:<version>:<hex>` of the value without the blanks around it.
    public String fingerprint(SecretValue value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(("muster secret " + VERSION + "\0").getBytes(StandardCharsets.UTF_8));
            byte[] hash = mac.doFinal(value.text().strip().getBytes(StandardCharsets.ISO_8859_1));
            return "hmac:" + VERSION + ":" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("muster fingerprint key\0".getBytes(StandardCharsets.UTF_8));
            return digest.digest(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "FingerprintKey " + id;
    }
}
