package io.muster.reviews;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How often something is reviewed: once in each period of the calendar, in UTC.
public enum Every {
    MONTHLY(1),
    QUARTERLY(3),
    HALF_YEARLY(6),
    YEARLY(12),
    /// By hand alone.
    NEVER(0);

    private final int months;

    Every(int months) {
        this.months = months;
    }

    public static Optional<Every> named(String word) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(word)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The period that `at` lies in; empty for [#NEVER].
    public Optional<Period> period(Instant at) {
        if (this == NEVER) {
            return Optional.empty();
        }
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        int part = (day.getMonthValue() - 1) / months;
        LocalDate first = LocalDate.of(day.getYear(), part * months + 1, 1);
        return Optional.of(
                new Period(
                        name(day.getYear(), part), first.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private String name(int year, int part) {
        return switch (this) {
            case MONTHLY -> "%04d-%02d".formatted(year, part + 1);
            case QUARTERLY -> "%04d-Q%d".formatted(year, part + 1);
            case HALF_YEARLY -> "%04d-H%d".formatted(year, part + 1);
            case YEARLY -> "%04d".formatted(year);
            case NEVER -> throw new IllegalStateException("never has no periods");
        };
    }

    /// @param name such as `2026-Q4`
    public record Period(String name, Instant begins) {}
}
