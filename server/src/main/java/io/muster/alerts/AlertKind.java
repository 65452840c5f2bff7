package io.muster.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an alert is about.
public enum AlertKind {
    /// A credential comes to its end.
    EXPIRY,
    /// An authority comes to its end, and with it what hangs from it.
    AUTHORITY_EXPIRY,
    /// A finding of the severity critical, or of a rule that the configuration names.
    FINDING,
    /// A key that is used more than once.
    KEY_REUSE,
    /// Somebody issues of whom nobody knew.
    NEW_ISSUER,
    /// Somebody issued for names that are another's to issue for.
    UNEXPECTED_ISSUER,
    /// Somebody issues far more than usual.
    ISSUANCE_SPIKE,
    /// An identity went from one team to another, or lost its own.
    OWNER_CHANGED,
    /// A source that is counted on is silent or fails.
    SOURCE_SILENT;

    /// The kind that configuration and API call `word`.
    public static Optional<AlertKind> named(String word) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
