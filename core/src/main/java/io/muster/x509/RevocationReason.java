package io.muster.x509;

import java.util.Optional;

/// CRLReason of RFC 5280 5.3.1, and the bits of ReasonFlags in 4.2.1.13.
public enum RevocationReason {
    UNSPECIFIED(0, "unspecified"),
    KEY_COMPROMISE(1, "keyCompromise"),
    CA_COMPROMISE(2, "cACompromise"),
    AFFILIATION_CHANGED(3, "affiliationChanged"),
    SUPERSEDED(4, "superseded"),
    CESSATION_OF_OPERATION(5, "cessationOfOperation"),
    CERTIFICATE_HOLD(6, "certificateHold"),
    REMOVE_FROM_CRL(8, "removeFromCRL"),
    PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn"),
    AA_COMPROMISE(10, "aACompromise");

    private final int code;
    private final String text;

    RevocationReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    static Optional<RevocationReason> of(int code) {
        for (RevocationReason reason : values()) {
            if (reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /// The bit in ReasonFlags, -1 when it has none: those flags number the last two differently.
    int flag() {
        return switch (this) {
            case UNSPECIFIED, REMOVE_FROM_CRL -> -1;
            case PRIVILEGE_WITHDRAWN -> 7;
            case AA_COMPROMISE -> 8;
            default -> code;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
