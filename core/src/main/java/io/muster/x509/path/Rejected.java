package io.muster.x509.path;

import io.muster.x509.Certificate;
import java.util.Optional;

/// A check's answer inside this package, turned into [Validation.Invalid] at its edge.
final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    // Never serialised: this exception does not leave the package.
    private final transient Optional<Certificate> at;

    Rejected(Reason reason, Certificate at, String message) {
        this(reason, Optional.of(at), message);
    }

    Rejected(Reason reason, Optional<Certificate> at, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.at = at;
    }

    Validation.Invalid toInvalid() {
        return new Validation.Invalid(reason, at, String.valueOf(getMessage()));
    }

    Reason reason() {
        return reason;
    }
}
