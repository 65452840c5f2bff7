package io.muster.jobs;

import io.muster.model.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When something is to be done again.
public sealed interface Schedule {

    /// When it is next due after `last` began, without jitter; empty when only a person starts it.
    Optional<Instant> next(Instant last);

    /// The longest time between two runs that keep the schedule: later than that, something is
    /// wrong. Empty when there is no such time.
    Optional<Duration> period();

    /// As it is written; [#parse] reads it.
    String text();

    /// By hand alone: `manual`.
    record Manual() implements Schedule {
        @Override
        public Optional<Instant> next(Instant last) {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> period() {
            return Optional.empty();
        }

        @Override
        public String text() {
            return "manual";
        }
    }

    /// Again as soon as it is done, with a minute to breathe: `continuous`.
    record Continuous() implements Schedule {
        private static final Duration PAUSE = Duration.ofMinutes(1);

        @Override
        public Optional<Instant> next(Instant last) {
            return Optional.of(last.plus(PAUSE));
        }

        @Override
        public Optional<Duration> period() {
            return Optional.of(Duration.ofHours(1));
        }

        @Override
        public String text() {
            return "continuous";
        }
    }

    /// At a distance from one start to the next: `every 6h`.
    ///
    /// @param interval one minute to 366 days
    record Every(Duration interval) implements Schedule {
        public Every {
            if (interval.compareTo(Duration.ofMinutes(1)) < 0
                    || interval.compareTo(Duration.ofDays(366)) > 0) {
                throw new IllegalArgumentException("an interval is one minute to 366 days");
            }
        }

        @Override
        public Optional<Instant> next(Instant last) {
            return Optional.of(last.plus(interval));
        }

        @Override
        public Optional<Duration> period() {
            return Optional.of(interval);
        }

        @Override
        public String text() {
            long minutes = interval.toMinutes();
            if (minutes % 1440 == 0) {
                return "every " + minutes / 1440 + "d";
            }
            return minutes % 60 == 0 ? "every " + minutes / 60 + "h" : "every " + minutes + "min";
        }
    }

    /// At times of the clock, in UTC: the five fields of cron.
    record At(CronTimes times) implements Schedule {
        @Override
        public Optional<Instant> next(Instant last) {
            ZonedDateTime from =
                    last.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            return times.from(from).map(ZonedDateTime::toInstant);
        }

        @Override
        public Optional<Duration> period() {
            // Some days have no such time: the 31st, a Monday. The longest gap of a year decides.
            return times.longestGap();
        }

        @Override
        public String text() {
            return times.text();
        }
    }

    /// Reads `manual`, `continuous`, `every 15min`, `every 6h`, `every 1d`, or five fields of cron.
    ///
    /// @throws Malformed that says what would do
    static Schedule parse(String text) throws Malformed {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        return switch (trimmed) {
            case "manual" -> new Manual();
            case "continuous" -> new Continuous();
            case "hourly" -> new Every(Duration.ofHours(1));
            case "daily" -> new Every(Duration.ofDays(1));
            default -> measured(trimmed);
        };
    }

    private static Schedule measured(String trimmed) throws Malformed {
        Matcher every = Pattern.compile("every (\\d{1,5}) ?(min|m|h|d)").matcher(trimmed);
        if (every.matches()) {
            long count = Long.parseLong(every.group(1));
            Duration interval =
                    switch (every.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofMinutes(count);
                    };
            try {
                return new Every(interval);
            } catch (IllegalArgumentException e) {
                throw new Malformed("a schedule's interval is one minute to 366 days", e);
            }
        }
        if (trimmed.split("\\s+").length == CronTimes.FIELDS) {
            return new At(CronTimes.parse(trimmed));
        }
        throw new Malformed(
                "a schedule is manual, continuous, every 15min, every 6h, every 1d, or five fields of"
                        + " cron such as 30 2 * * *");
    }

    /// `due` moved by up to a tenth of the period and at most ten minutes, so that what was set up
    /// together does not start together.
    default Instant jittered(Instant due, RandomGenerator random) {
        Duration most = Duration.ofMinutes(10);
        long millis =
                period().map(it -> it.dividedBy(10))
                        .filter(it -> it.compareTo(most) < 0)
                        .orElse(most)
                        .toMillis();
        return due.plusMillis(random.nextLong(millis + 1));
    }
}
