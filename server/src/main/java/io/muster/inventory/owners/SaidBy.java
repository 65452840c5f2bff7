package io.muster.inventory.owners;

import java.util.Locale;
import java.util.Optional;

/// Who set a value.
public enum SaidBy {
    /// One of the configuration, which may say something else tomorrow.
    RULE,
    /// Somebody, and no rule changes it.
    PERSON,
    /// A candidate that somebody accepted, and no rule changes it.
    INFERENCE,
    /// A rule that comes with Muster, where no other says anything.
    FALLBACK,
    /// What comes with Muster about how much things matter.
    DEFAULT,
    /// What depends on it, or what it depends on.
    INHERITED;

    /// Reads what is kept; empty when nobody did.
    public static Optional<SaidBy> of(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(valueOf(text.toUpperCase(Locale.ROOT)));
    }

    /// As it is kept.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
