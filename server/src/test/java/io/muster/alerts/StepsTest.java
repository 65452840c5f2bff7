package io.muster.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aCertificateIsToldThirtyFourteenSevenThreeAndOneDayBefore() {
        assertThat(labels(Steps.of(Optional.of(DAY.multipliedBy(398)))))
                .containsExactly("30d", "14d", "7d", "3d", "1d");
        assertThat(labels(Steps.of(Optional.empty())))
                .containsExactly("30d", "14d", "7d", "3d", "1d");
    }

    @Test
    void anAuthorityIsToldAYearBefore() {
        assertThat(labels(Steps.ofAuthority(Optional.of(DAY.multipliedBy(3650)))))
                .containsExactly("365d", "180d", "90d", "30d");
    }

    @Test
    void aCertificateOfSixDaysIsToldByFractionsOfItsLife() {
        assertThat(labels(Steps.of(Optional.of(DAY.multipliedBy(6)))))
                .containsExactly("2d", "22h", "11h", "4h", "96min");
    }

    @Test
    void noStepOfAShortLifeIsLongerThanAThirdOfIt() {
        for (int hours = 48; hours < 90 * 24; hours++) {
            Duration life = Duration.ofHours(hours);
            assertThat(Steps.of(Optional.of(life)).steps())
                    .as(life.toString())
                    .hasSize(5)
                    .allMatch(it -> it.before().multipliedBy(3).compareTo(life) <= 0)
                    .isSortedAccordingTo((a, b) -> b.before().compareTo(a.before()));
        }
    }

    @Test
    void whatMachinesRenewEveryDayIsNotTold() {
        assertThat(Steps.of(Optional.of(Duration.ofHours(47))).steps()).isEmpty();
    }

    @Test
    void theShortestStepThatWasPassedCounts() {
        Steps steps = Steps.of(Optional.of(DAY.multipliedBy(90)));
        assertThat(steps.passed(END, END.minus(DAY.multipliedBy(30)).minusSeconds(1))).isEmpty();
        assertThat(passed(steps, DAY.multipliedBy(30))).isEqualTo("30d");
        assertThat(passed(steps, DAY.multipliedBy(5))).isEqualTo("7d");
        assertThat(passed(steps, Duration.ofSeconds(1))).isEqualTo("1d");
        assertThat(steps.passed(END, END)).isEmpty();
        assertThat(steps.passed(END, END.minusSeconds(1)).orElseThrow().severity())
                .isEqualTo(Severity.CRITICAL);
    }

    @Test
    void afterEachStepTheNextOneIsAwaited() {
        Steps steps = Steps.of(Optional.of(DAY.multipliedBy(90)));
        assertThat(steps.next(END, END.minus(DAY.multipliedBy(60))))
                .contains(END.minus(DAY.multipliedBy(30)));
        assertThat(steps.next(END, END.minus(DAY.multipliedBy(30))))
                .contains(END.minus(DAY.multipliedBy(14)));
        assertThat(steps.next(END, END.minus(DAY))).isEmpty();
    }

    private static String passed(Steps steps, Duration before) {
        return steps.passed(END, END.minus(before)).orElseThrow().label();
    }

    private static List<String> labels(Steps steps) {
        return steps.steps().stream().map(Steps.Step::label).toList();
    }
}
