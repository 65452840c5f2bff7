package io.muster.store;

import io.muster.model.Severity;
import java.util.Optional;

/// Severities as the database keeps them: numbers, so that they sort, 5 for critical; 0 is none.
final class Severities {
    private Severities() {}

    static long number(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 5;
            case HIGH -> 4;
            case MEDIUM -> 3;
            case LOW -> 2;
            case INFO -> 1;
        };
    }

    static Optional<Severity> of(long number) {
        return switch ((int) number) {
            case 5 -> Optional.of(Severity.CRITICAL);
            case 4 -> Optional.of(Severity.HIGH);
            case 3 -> Optional.of(Severity.MEDIUM);
            case 2 -> Optional.of(Severity.LOW);
            case 1 -> Optional.of(Severity.INFO);
            default -> Optional.empty();
        };
    }
}
