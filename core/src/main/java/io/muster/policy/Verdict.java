package io.muster.policy;

/// What a check says of an entry it has something to say about.
public sealed interface Verdict {

    /// The rule is broken.
    ///
    /// @param message what is wrong with this one, in a sentence
    record Broken(String message) implements Verdict {}

    /// The rule would apply, but a fact it needs is not known.
    ///
    /// @param fact the missing fact, for example `label.env`
    record CannotJudge(String fact) implements Verdict {}
}
