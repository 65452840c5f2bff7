package io.muster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant SUNDAY = Instant.parse("2026-11-22T06:40:30Z");

    @Test
    void everyFormIsReadAndWritten() throws Malformed {
        for (String text :
                List.of(
                        "manual",
                        "continuous",
                        "every 15min",
                        "every 6h",
                        "every 30d",
                        "30 2 * * 1-5")) {
            assertThat(Schedule.parse(text).text()).isEqualTo(text);
        }
        assertThat(Schedule.parse("daily").text()).isEqualTo("every 1d");
    }

    @Test
    void anIntervalCountsFromTheStartOfTheLastRun() throws Malformed {
        assertThat(Schedule.parse("every 6h").next(SUNDAY))
                .contains(Instant.parse("2026-11-22T12:40:30Z"));
    }

    @Test
    void whatIsStartedByHandIsNeverDue() throws Malformed {
        assertThat(Schedule.parse("manual").next(SUNDAY)).isEmpty();
        assertThat(Schedule.parse("manual").period()).isEmpty();
    }

    @Test
    void cronNamesTheNextTime() throws Malformed {
        assertThat(next("30 2 * * *")).isEqualTo("2026-11-23T02:30:00Z");
        assertThat(next("*/15 * * * *")).isEqualTo("2026-11-22T06:45:00Z");
        assertThat(next("0 7,19 * * *")).isEqualTo("2026-11-22T07:00:00Z");
        assertThat(next("0 3 * * 7")).isEqualTo("2026-11-29T03:00:00Z");
        assertThat(next("0 3 1 * 1")).isEqualTo("2026-11-23T03:00:00Z");
        assertThat(next("0 0 29 2 *")).isEqualTo("2028-02-29T00:00:00Z");
        assertThat(next("40 6 * * *")).isEqualTo("2026-11-23T06:40:00Z");
    }

    @Test
    void cronKnowsHowLongItMayRest() throws Malformed {
        assertThat(Schedule.parse("30 2 * * *").period()).contains(Duration.ofDays(1));
        assertThat(Schedule.parse("0 3 * * 1-5").period()).contains(Duration.ofDays(3));
        assertThat(Schedule.parse("0 3 31 * *").period()).contains(Duration.ofDays(61));
    }

    @Test
    void whatIsNoScheduleIsToldWhatWouldBe() {
        for (String text :
                List.of(
                        "",
                        "every",
                        "every 0h",
                        "every 400d",
                        "every 5 weeks",
                        "60 * * * *",
                        "* * 0 * *",
                        "* * * * 8",
                        "1-0 * * * *",
                        "*/0 * * * *",
                        "1- * * * *",
                        "a b c d e",
                        "0 0 30 2 *",
                        "* * * *")) {
            assertThatThrownBy(() -> Schedule.parse(text))
                    .as(text)
                    .isInstanceOf(Malformed.class)
                    .hasMessageContaining("schedule");
        }
    }

    @Test
    void jitterIsAtMostATenthOfThePeriodAndTenMinutes() throws Malformed {
        Random random = new Random(7);
        for (String text : List.of("every 10min", "every 30d", "continuous")) {
            Schedule schedule = Schedule.parse(text);
            Duration most = schedule.period().orElseThrow().dividedBy(10);
            Duration bound =
                    most.compareTo(Duration.ofMinutes(10)) < 0 ? most : Duration.ofMinutes(10);
            for (int i = 0; i < 100; i++) {
                assertThat(schedule.jittered(SUNDAY, random)).isBetween(SUNDAY, SUNDAY.plus(bound));
            }
        }
    }

    private static String next(String cron) throws Malformed {
        return Schedule.parse(cron).next(SUNDAY).orElseThrow().toString();
    }
}
