package io.muster.spki;

import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import java.util.Arrays;
import java.util.Optional;

/// The algorithms whose public key is a string of bytes of one fixed length, with no parameters
/// (RFC 8410, 9881, 9935, and the early allocation of draft-ietf-lamps-pq-composite-sigs).
public enum RawKey {
    ED25519("Ed25519", "1.3.101.112", 32, Strength.QUANTUM_VULNERABLE, 128),
    ED448("Ed448", "1.3.101.113", 57, Strength.QUANTUM_VULNERABLE, 224),
    X25519("X25519", "1.3.101.110", 32, Strength.QUANTUM_VULNERABLE, 128),
    X448("X448", "1.3.101.111", 56, Strength.QUANTUM_VULNERABLE, 224),
    ML_DSA_44("ML-DSA-44", "2.16.840.1.101.3.4.3.17", 1312, Strength.QUANTUM_SAFE, 128),
    ML_DSA_65("ML-DSA-65", "2.16.840.1.101.3.4.3.18", 1952, Strength.QUANTUM_SAFE, 192),
    ML_DSA_87("ML-DSA-87", "2.16.840.1.101.3.4.3.19", 2592, Strength.QUANTUM_SAFE, 256),
    ML_KEM_512("ML-KEM-512", "2.16.840.1.101.3.4.4.1", 800, Strength.QUANTUM_SAFE, 128),
    ML_KEM_768("ML-KEM-768", "2.16.840.1.101.3.4.4.2", 1184, Strength.QUANTUM_SAFE, 192),
    ML_KEM_1024("ML-KEM-1024", "2.16.840.1.101.3.4.4.3", 1568, Strength.QUANTUM_SAFE, 256),
    ML_DSA_44_ED25519("MLDSA44-Ed25519-SHA512", "1.3.6.1.5.5.7.6.39", 1344, Strength.HYBRID, 128);

    private final String text;
    private final String oid;
    private final int length;
    private final Strength strength;
    private final int bits;

    RawKey(String text, String oid, int length, Strength strength, int bits) {
        this.text = text;
        this.oid = oid;
        this.length = length;
        this.strength = strength;
        this.bits = bits;
    }

    /// The algorithm that the standards call `name`.
    public static Optional<RawKey> named(String name) {
        return Arrays.stream(values()).filter(it -> it.text.equals(name)).findFirst();
    }

    public Algorithm algorithm() {
        return new Algorithm(text, oid, "", strength, bits);
    }

    /// How many bytes a public key has.
    public int length() {
        return length;
    }

    /// Dotted.
    public String oid() {
        return oid;
    }

    /// As the standards write it.
    @Override
    public String toString() {
        return text;
    }
}
