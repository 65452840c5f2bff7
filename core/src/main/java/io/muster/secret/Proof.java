package io.muster.secret;

/// How sure a hit is, and why.
///
/// @param reason for people, never with a byte of the secret
public record Proof(Level level, String reason) {
    /// From what is computed to what is guessed.
    public enum Level {
        /// Guessed from the name it is given and how random it looks.
        LOW,
        /// The right shape where nothing else has it, or the right name and a random value.
        MEDIUM,
        /// A shape that nothing else has.
        HIGH,
        /// A checksum, a signature inside, or a decoded structure proves it.
        CERTAIN
    }

    static Proof certain(String reason) {
        return new Proof(Level.CERTAIN, reason);
    }

    static Proof high(String reason) {
        return new Proof(Level.HIGH, reason);
    }

    static Proof medium(String reason) {
        return new Proof(Level.MEDIUM, reason);
    }

    static Proof low(String reason) {
        return new Proof(Level.LOW, reason);
    }
}
