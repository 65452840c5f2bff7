package io.muster.x509.path;

import java.util.Optional;

/// What is left of the [Limits] of one validation.
final class Budget {
    private int signatures;
    private int steps;
    private int paths;
    private long nameComparisons;

    Budget(Limits limits) {
        this.signatures = limits.signatures();
        this.steps = limits.steps();
        this.paths = limits.paths();
        this.nameComparisons = limits.nameComparisons();
    }

    void signature() throws Rejected {
        if (--signatures < 0) {
            throw spent("signatures to check");
        }
    }

    void step() throws Rejected {
        if (--steps < 0) {
            throw spent("issuers to consider");
        }
    }

    void path() throws Rejected {
        if (--paths < 0) {
            throw spent("paths to check");
        }
    }

    void names(long comparisons) throws Rejected {
        nameComparisons -= comparisons;
        if (nameComparisons < 0) {
            throw spent("names to compare with constraints");
        }
    }

    private static Rejected spent(String what) {
        return new Rejected(
                Reason.TOO_COSTLY,
                Optional.empty(),
                "too many " + what + "; the search was cut off");
    }
}
