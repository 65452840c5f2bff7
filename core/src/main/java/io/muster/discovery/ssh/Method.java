package io.muster.discovery.ssh;

import io.muster.discovery.handshake.EphemeralKeys;
import io.muster.discovery.handshake.EphemeralKeys.Curve;
import io.muster.discovery.handshake.EphemeralKeys.Lattice;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.ssh.WireWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// Key exchange methods that are spoken, cheapest for the server first (RFC 8731, RFC 5656, RFC
/// 8268, RFC 10042).
enum Method {
    CURVE25519("curve25519-sha256", "SHA-256"),
    CURVE25519_LIBSSH("curve25519-sha256@libssh.org", "SHA-256"),
    ECDH_P256("ecdh-sha2-nistp256", "SHA-256"),
    ECDH_P384("ecdh-sha2-nistp384", "SHA-384"),
    ECDH_P521("ecdh-sha2-nistp521", "SHA-512"),
    MLKEM768_X25519("mlkem768x25519-sha256", "SHA-256"),
    GROUP14_SHA256("diffie-hellman-group14-sha256", "SHA-256"),
    GROUP16_SHA512("diffie-hellman-group16-sha512", "SHA-512"),
    GROUP14_SHA1("diffie-hellman-group14-sha1", "SHA-1"),
    GROUP1_SHA1("diffie-hellman-group1-sha1", "SHA-1");

    static final List<Method> ALL = List.of(values());

    private final String wireName;
    private final String digest;

    Method(String wireName, String digest) {
        this.wireName = wireName;
        this.digest = digest;
    }

    String wireName() {
        return wireName;
    }

    /// Our public value as the exchange hash and the message carry it: a string or an mpint, whose
    /// forms on the wire are the same.
    byte[] publicValue(EphemeralKeys keys) {
        return switch (this) {
            case CURVE25519, CURVE25519_LIBSSH -> keys.publicKey(Curve.X25519);
            case ECDH_P256 -> keys.publicKey(Curve.P256);
            case ECDH_P384 -> keys.publicKey(Curve.P384);
            case ECDH_P521 -> keys.publicKey(Curve.P521);
            case MLKEM768_X25519 ->
                    EphemeralKeys.join(
                            keys.encapsulationKey(Lattice.ML_KEM_768),
                            keys.publicKey(Curve.X25519));
            case GROUP14_SHA256, GROUP14_SHA1, GROUP16_SHA512, GROUP1_SHA1 ->
                    modp().publicValue(keys).toByteArray();
        };
    }

    /// The shared secret in the form that the exchange hash covers, its length included.
    ///
    /// @throws Malformed when `theirs` is no value of the method
    byte[] secret(EphemeralKeys keys, byte[] theirs) throws Malformed {
        return switch (this) {
            case CURVE25519, CURVE25519_LIBSSH -> number(keys.agree(Curve.X25519, theirs));
            case ECDH_P256 -> number(keys.agree(Curve.P256, theirs));
            case ECDH_P384 -> number(keys.agree(Curve.P384, theirs));
            case ECDH_P521 -> number(keys.agree(Curve.P521, theirs));
            case MLKEM768_X25519 -> {
                int cut = Math.min(Lattice.ML_KEM_768.ciphertext(), theirs.length);
                byte[] lattice = keys.decapsulate(Lattice.ML_KEM_768, Arrays.copyOf(theirs, cut));
                byte[] curve =
                        keys.agree(Curve.X25519, Arrays.copyOfRange(theirs, cut, theirs.length));
                yield new WireWriter().string(hash(EphemeralKeys.join(lattice, curve))).toArray();
            }
            case GROUP14_SHA256, GROUP14_SHA1, GROUP16_SHA512, GROUP1_SHA1 ->
                    new WireWriter().mpint(modp().agree(keys, new BigInteger(theirs))).toArray();
        };
    }

    byte[] hash(byte[] content) {
        try {
            return MessageDigest.getInstance(digest).digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + digest, e);
        }
    }

    private static byte[] number(byte[] magnitude) {
        return new WireWriter().mpint(new BigInteger(1, magnitude)).toArray();
    }

    private Modp modp() {
        return switch (this) {
            case GROUP1_SHA1 -> Modp.GROUP_1;
            case GROUP16_SHA512 -> Modp.GROUP_16;
            default -> Modp.GROUP_14;
        };
    }

    /// What the message of RFC 4253, 8 and RFC 5656, 4 carries, one after another.
    record Reply(Bytes hostKey, Bytes publicValue, Bytes signature) {}
}
