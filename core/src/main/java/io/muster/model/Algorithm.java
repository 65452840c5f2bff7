package io.muster.model;

/// A cryptographic algorithm as a credential uses it, with what is known of its strength.
///
/// @param name as the standards write it: `RSA`, `ECDSA-with-SHA256`, `ML-DSA-65`
/// @param oid dotted, empty where the format has names only (SSH, JOSE)
/// @param parameter the size in bits or the curve: `2048`, `P-256`; empty where the name says all
/// @param strength the class that policy judges by
/// @param bits classical security in bits (SP 800-57 part 1), 0 when unknown
public record Algorithm(String name, String oid, String parameter, Strength strength, int bits) {

    /// The classes of the classification table in `docs/reference/algorithms.md`; what a class
    /// means changes with dates that are data.
    public enum Strength {
        /// Practical attacks are known: MD5, RC4, RSA under 1024 bits.
        BROKEN("broken"),
        /// Below what anybody should still use: SHA-1 signatures, RSA under 2048 bits, DSA.
        WEAK("weak"),
        /// Made before the standard was final: round-3 Dilithium, Kyber drafts.
        PRE_STANDARD("pre-standard"),
        /// Sound today, falls to a large quantum computer.
        QUANTUM_VULNERABLE("quantum-vulnerable"),
        /// A classical and a post-quantum part together.
        HYBRID("hybrid"),
        QUANTUM_SAFE("quantum-safe"),
        /// Nothing is known about it; listed, never assumed to be good.
        UNKNOWN("unknown");

        private final String text;

        Strength(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// The name with its parameter: `RSA-2048`, `EC P-256`, `ML-DSA-65`.
    public String label() {
        if (parameter.isEmpty()) {
            return name;
        }
        return name + (Character.isDigit(parameter.charAt(0)) ? "-" : " ") + parameter;
    }
}
