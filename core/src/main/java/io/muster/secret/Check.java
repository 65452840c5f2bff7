package io.muster.secret;

/// What can be known about a value by looking at it alone: no network, no clock.
@FunctionalInterface
interface Check {
    /// @param value the secret, one character a byte
    Verdict judge(String value);

    /// What a check says.
    sealed interface Verdict {
        /// It is one, as sure as the proof says.
        record Found(Proof proof, String publicIdentifier) implements Verdict {}

        /// It is none: an example, a placeholder, a wrong structure.
        record Refused(String reason) implements Verdict {}
    }

    static Verdict found(Proof proof) {
        return new Verdict.Found(proof, "");
    }

    static Verdict refused(String reason) {
        return new Verdict.Refused(reason);
    }
}
