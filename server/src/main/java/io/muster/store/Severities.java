package io.muster.store;

import io.muster.inventory.query.Pattern;
import io.muster.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Severities as the database keeps them: numbers, so that they sort, 5 for critical; 0 is none.
public final class Severities {
    private Severities() {}

    public static long number(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 5;
            case HIGH -> 4;
            case MEDIUM -> 3;
            case LOW -> 2;
            case INFO -> 1;
        };
    }

    public static Optional<Severity> of(long number) {
        return switch ((int) number) {
            case 5 -> Optional.of(Severity.CRITICAL);
            case 4 -> Optional.of(Severity.HIGH);
            case 3 -> Optional.of(Severity.MEDIUM);
            case 2 -> Optional.of(Severity.LOW);
            case 1 -> Optional.of(Severity.INFO);
            default -> Optional.empty();
        };
    }

    /// The severities that `pattern` names.
    public static List<Severity> fitting(Pattern pattern) {
        return Arrays.stream(Severity.values())
                .filter(it ->
                        pattern.equals(new Pattern.Whole(it.toString()))
                                || (pattern instanceof Pattern.Prefix prefix
                                        && it.toString().startsWith(prefix.text())))
                .toList();
    }

    /// The row `alias` has an open finding of `severity`; those worth knowing are not counted.
    public static Sql counted(String alias, Severity severity) {
        return switch (severity) {
            case CRITICAL -> Sql.of(alias + ".critical > 0");
            case HIGH -> Sql.of(alias + ".high > 0");
            case MEDIUM -> Sql.of(alias + ".medium > 0");
            case LOW -> Sql.of(alias + ".low > 0");
            case INFO -> Sql.of(alias + ".worst = 1");
        };
    }
}
