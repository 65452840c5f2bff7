package io.muster.inventory.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the times that people write: `30d`, `2027-03`, `2027-03-15T12:00:00Z`.
final class Moments {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})(min|h|d|w|y)");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Duration LONGEST = Duration.ofDays(366_000);

    private Moments() {}

    /// What `text` says; empty when it is no time.
    static Optional<Moment> read(String text) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            return Optional.of(length(span))
                    .filter(it -> it.compareTo(LONGEST) <= 0)
                    .map(it -> new Moment.Span(it, text));
        }
        try {
            return calendar(text);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration length(Matcher span) {
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "w" -> Duration.ofDays(7 * number);
            default -> Duration.ofDays(365 * number);
        };
    }

    private static Optional<Moment> calendar(String text) {
        if (DAY.matcher(text).matches()) {
            LocalDate day = LocalDate.parse(text);
            return between(day, day.plusDays(1), text);
        }
        if (MONTH.matcher(text).matches()) {
            YearMonth month = YearMonth.parse(text);
            return between(month.atDay(1), month.plusMonths(1).atDay(1), text);
        }
        if (YEAR.matcher(text).matches()) {
            Year year = Year.parse(text);
            return between(year.atDay(1), year.plusYears(1).atDay(1), text);
        }
        Instant instant = Instant.parse(text.toUpperCase(Locale.ROOT));
        if (instant.isBefore(Instant.EPOCH) || instant.getEpochSecond() > 253_402_300_799L) {
            return Optional.empty();
        }
        return Optional.of(new Moment.Day(instant, instant.plusNanos(1_000), text));
    }

    private static Optional<Moment> between(LocalDate from, LocalDate until, String text) {
        return Optional.of(
                new Moment.Day(
                        from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        until.atStartOfDay(ZoneOffset.UTC).toInstant(),
                        text));
    }
}
