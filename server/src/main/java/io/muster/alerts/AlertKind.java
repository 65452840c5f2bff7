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
    SOURCE_SILENT,
    /// A review waits for those who decide.
    REVIEW_DUE,
    /// The end of a review has passed, and not all is decided.
    REVIEW_OVERDUE,
    /// Somebody asks for an exception, and others must say whether.
    EXCEPTION_REQUESTED,
    /// An exception is in force.
    EXCEPTION_GRANTED,
    /// An exception comes to its end, and what it covers will be open again.
    EXCEPTION_ENDING,
    /// An exception is over: its end came, somebody ended it, or it was turned down.
    EXCEPTION_ENDED,
    /// Nobody was found in time to whom identities belong.
    ORPHANS_ESCALATED,
    /// Work of the server itself fails, such as the monthly report or a backup.
    JOB_FAILED,
    /// The summary of a month is there.
    MONTHLY_SUMMARY;

    /// Whether the security team is to know too, whosever it is.
    public boolean isForSecurity() {
        return switch (this) {
            case EXCEPTION_REQUESTED,
                    EXCEPTION_GRANTED,
                    EXCEPTION_ENDING,
                    EXCEPTION_ENDED,
                    ORPHANS_ESCALATED ->
                    true;
            case EXPIRY,
                    AUTHORITY_EXPIRY,
                    FINDING,
                    KEY_REUSE,
                    NEW_ISSUER,
                    UNEXPECTED_ISSUER,
                    ISSUANCE_SPIKE,
                    OWNER_CHANGED,
                    SOURCE_SILENT,
                    REVIEW_DUE,
                    REVIEW_OVERDUE,
                    JOB_FAILED,
                    MONTHLY_SUMMARY ->
                    false;
        };
    }

    /// The kind that configuration and API call `word`.
    public static Optional<AlertKind> named(String word) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
