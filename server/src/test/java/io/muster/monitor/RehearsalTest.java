package io.muster.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.monitor.Rehearsal.Group;
import io.muster.monitor.Rehearsal.Limit;
import io.muster.monitor.Rehearsal.Plan;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the calendar makes of certificates, counted by hand.
class RehearsalTest {
    private static final long TODAY = LocalDate.of(2026, 11, 22).toEpochDay();
    private static final String CA = "CN=R11,O=Let's Encrypt";

    @Test
    void theCalendarIsThatOfTheBaselineRequirements() {
        TlsCalendar calendar = TlsCalendar.shipped();

        assertThat(on(calendar, "2026-03-14")).isEqualTo(new TlsCalendar.Step(398, 398));
        assertThat(on(calendar, "2026-03-15")).isEqualTo(new TlsCalendar.Step(200, 200));
        assertThat(on(calendar, "2027-03-15")).isEqualTo(new TlsCalendar.Step(100, 100));
        assertThat(on(calendar, "2029-03-14")).isEqualTo(new TlsCalendar.Step(100, 100));
        assertThat(on(calendar, "2029-03-15")).isEqualTo(new TlsCalendar.Step(47, 10));
    }

    private static TlsCalendar.Step on(TlsCalendar calendar, String day) {
        return calendar.on(LocalDate.parse(day).toEpochDay());
    }

    @Test
    void aCertificateIsRenewedAtTwoThirdsAndThenForLess() {
        // 200 days from today: renewed on day 133 (2027-04-04) for 100 days, then each 66 days.
        Plan plan = plan(List.of(), new Group("web", CA, TODAY, 200, 10, 30));

        assertThat(plan.all().renewals(133)).isEqualTo(10);
        assertThat(plan.all().deployments(133)).isEqualTo(30);
        assertThat(plan.all().renewals(133 + 66)).isEqualTo(10);
        assertThat(plan.all().renewals(0, 133)).isZero();
        assertThat(plan.byTeam()).containsOnlyKeys("web");
        assertThat(plan.byIssuer()).containsOnlyKeys(CA);
    }

    @Test
    void fortySevenDaysTakeTwelveRenewalsAYear() {
        Plan plan = plan(List.of(), new Group("", CA, TODAY, 90, 1, 1));
        int begun = (int) (LocalDate.of(2029, 6, 1).toEpochDay() - TODAY);

        assertThat(plan.all().renewals(begun, 365)).isBetween(11L, 12L);
        // A validation counts for ten days there, so that each renewal needs one.
        long validations = 0;
        for (int day = begun; day < begun + 365; day++) {
            validations += plan.all().validations(day);
        }
        assertThat(validations).isEqualTo(plan.all().renewals(begun, 365));
    }

    @Test
    void whatIsOverdueIsRenewedToday() {
        assertThat(plan(List.of(), new Group("", CA, TODAY - 190, 200, 3, 3)).all().renewals(0))
                .isEqualTo(3);
    }

    @Test
    void whatLivesSixDaysIsRenewedAtHalfOfThem() {
        Plan plan = plan(List.of(), new Group("", CA, TODAY, 6, 1, 1));

        assertThat(plan.all().renewals(0, 31)).isEqualTo(10);
    }

    @Test
    void aRateLimitIsBrokenOnTheFirstDayOfTheWindow() {
        Limit limit = Limit.parse("*let's encrypt*=100/7");
        Plan plan =
                plan(
                        List.of(limit, Limit.parse("*Other*=1/1")),
                        new Group("a", CA, TODAY - 133, 200, 90, 90),
                        new Group("b", CA, TODAY - 130, 200, 20, 20));

        assertThat(plan.breaches()).hasSize(1);
        assertThat(plan.breaches().getFirst().day()).isZero();
        assertThat(plan.breaches().getFirst().orders()).isEqualTo(110);
        assertThat(plan.breaches().getFirst().byTeam()).isEqualTo(Map.of("a", 90L, "b", 20L));
    }

    @Test
    void aLimitThatMeansNothingIsRefused() {
        for (String text : List.of("", "300/1", "x=", "x=0/1", "x=1/0", "x=1", "x=a/b", "=1/1")) {
            assertThatThrownBy(() -> Limit.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void clientAuthenticationEndsWhenItsAuthoritySaysSo() {
        ClientAuthentication ends = ClientAuthentication.shipped();

        assertThat(ends.of("CN=E7, O=Let's Encrypt").orElseThrow().on())
                .isEqualTo(LocalDate.of(2026, 7, 8));
        assertThat(ends.of("CN=Public CA").orElseThrow().on()).isEqualTo(LocalDate.of(2027, 3, 15));
    }

    private static Plan plan(List<Limit> limits, Group... groups) {
        return new Rehearsal(TlsCalendar.shipped(), TODAY, 1_500, limits).of(List.of(groups));
    }
}
