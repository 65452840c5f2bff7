package io.muster.inventory.query;

import java.util.List;

/// One thing that a row must fulfil.
public sealed interface Condition {

    /// One of the words occurs anywhere: in title, names, fingerprint, serial number, issuer,
    /// places.
    record Words(List<String> anyOf) implements Condition {
        public Words {
            anyOf = List.copyOf(anyOf);
        }
    }

    /// The field's value fits one of the patterns.
    record Fits(Field field, List<Pattern> anyOf) implements Condition {
        public Fits {
            anyOf = List.copyOf(anyOf);
        }
    }

    /// The field's number is more, less or equal.
    record Counts(Field field, Comparison comparison, long number) implements Condition {}

    /// The field's instant is before, after or within.
    record Happens(Field field, Comparison comparison, Moment moment) implements Condition {}

    /// The condition does not hold.
    record Not(Condition condition) implements Condition {}
}
