package io.muster.inventory;

import java.util.Locale;
import java.util.Optional;

/// Who set a value.
public enum SaidBy {
    /// One of the configuration, which may say something else tomorrow.
    RULE,
    /// Somebody, and no rule changes it.
    PERSON;

    /// Reads what is kept; empty when nobody did.
    public static Optional<SaidBy> of(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
