package io.muster.jobs;

import io.muster.model.Malformed;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The times that five fields of cron name: minute, hour, day of month, month, day of week (0 or 7
/// is Sunday). As with cron, a day counts when either of the two day fields that are not `*` names
/// it.
///
/// @param text as it was written
/// @param sets the values that each field names
record CronTimes(String text, List<BitSet> sets) {
    static final int FIELDS = 5;

    private static final List<String> NAMES =
            List.of("minute", "hour", "day of month", "month", "day of week");
    private static final int[] LOWEST = {0, 0, 1, 1, 0};
    private static final int[] HIGHEST = {59, 23, 31, 12, 7};
    private static final int DAYS_AHEAD_MAX = 366 * 8;

    CronTimes {
        sets = List.copyOf(sets);
    }

    static CronTimes parse(String text) throws Malformed {
        String[] fields = text.split("\\s+");
        List<BitSet> sets = new ArrayList<>();
        for (int i = 0; i < FIELDS; i++) {
            sets.add(field(fields[i], i));
        }
        if (sets.get(4).get(7)) {
            sets.get(4).set(0);
        }
        CronTimes times = new CronTimes(String.join(" ", fields), sets);
        if (times.from(ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)).isEmpty()) {
            throw new Malformed("the schedule " + times.text + " names a day that never comes");
        }
        return times;
    }

    private static BitSet field(String field, int index) throws Malformed {
        BitSet set = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] ends = stepped[0].split("-", -1);
            if (stepped.length > 2 || ends.length > 2) {
                throw wrong(field, index);
            }
            boolean all = stepped[0].equals("*");
            int low = all ? LOWEST[index] : number(ends[0], field, index);
            int high = all ? HIGHEST[index] : number(ends[ends.length - 1], field, index);
            int step = stepped.length == 2 ? number(stepped[1], field, index) : 1;
            if (!all && stepped.length == 2 && ends.length == 1) {
                high = HIGHEST[index];
            }
            if (low < LOWEST[index] || high > HIGHEST[index] || low > high || step < 1) {
                throw wrong(field, index);
            }
            for (int value = low; value <= high; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, String field, int index) throws Malformed {
        if (!text.matches("\\d{1,2}")) {
            throw wrong(field, index);
        }
        return Integer.parseInt(text);
    }

    private static Malformed wrong(String field, int index) {
        return new Malformed(
                "'%s' is no %s of a schedule: that is *, a number from %d to %d, a range, a list or a step"
                        .formatted(field, NAMES.get(index), LOWEST[index], HIGHEST[index]));
    }

    /// The first such time at or after `start`.
    Optional<ZonedDateTime> from(ZonedDateTime start) {
        ZonedDateTime day = start;
        for (int i = 0; i < DAYS_AHEAD_MAX; i++) {
            if (hasDay(day)) {
                Optional<ZonedDateTime> time = within(day);
                if (time.isPresent()) {
                    return time;
                }
            }
            day = day.plusDays(1).withHour(0).withMinute(0);
        }
        return Optional.empty();
    }

    private Optional<ZonedDateTime> within(ZonedDateTime from) {
        for (int hour = from.getHour(); hour < 24; hour++) {
            if (sets.get(1).get(hour)) {
                int minute = sets.get(0).nextSetBit(hour == from.getHour() ? from.getMinute() : 0);
                if (minute >= 0) {
                    return Optional.of(from.withHour(hour).withMinute(minute));
                }
            }
        }
        return Optional.empty();
    }

    private boolean hasDay(ZonedDateTime day) {
        if (!sets.get(3).get(day.getMonthValue())) {
            return false;
        }
        String[] fields = text.split(" ", -1);
        boolean ofMonth = sets.get(2).get(day.getDayOfMonth());
        boolean ofWeek =
                sets.get(4)
                        .get(
                                day.getDayOfWeek() == DayOfWeek.SUNDAY
                                        ? 0
                                        : day.getDayOfWeek().getValue());
        boolean anyOfMonth = fields[2].startsWith("*");
        boolean anyOfWeek = fields[4].startsWith("*");
        return (anyOfMonth || anyOfWeek) ? (ofMonth && ofWeek) : (ofMonth || ofWeek);
    }

    /// The longest time between two neighbours among the first 400 or those of a year.
    Optional<Duration> longestGap() {
        ZonedDateTime start = ZonedDateTime.of(2027, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        Duration longest = Duration.ZERO;
        Optional<ZonedDateTime> time = from(start);
        for (int i = 0; i < 400 && time.isPresent(); i++) {
            ZonedDateTime here = time.get();
            time = from(here.plusMinutes(1));
            Duration gap = time.map(it -> Duration.between(here, it)).orElse(Duration.ZERO);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }
}
