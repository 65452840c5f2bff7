package io.muster.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// When reviews begin, when their reviewers are reminded, and what must be looked at by itself.
class CalendarOfReviewsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aPeriodHasTheNameAndTheFirstDayThatPeopleKnowItBy() {
        assertThat(Every.MONTHLY.period(NOW)).contains(period("2026-11", "2026-11-01"));
        assertThat(Every.QUARTERLY.period(NOW)).contains(period("2026-Q4", "2026-10-01"));
        assertThat(Every.HALF_YEARLY.period(NOW)).contains(period("2026-H2", "2026-07-01"));
        assertThat(Every.YEARLY.period(NOW)).contains(period("2026", "2026-01-01"));
        assertThat(Every.NEVER.period(NOW)).isEmpty();
        assertThat(Every.named("half-yearly")).contains(Every.HALF_YEARLY);
        assertThat(Every.QUARTERLY.period(Instant.parse("2027-01-01T00:00:00Z")))
                .contains(period("2027-Q1", "2027-01-01"));
    }

    private static Every.Period period(String name, String day) {
        return new Every.Period(name, Instant.parse(day + "T00:00:00Z"));
    }

    @Test
    void reviewersAreRemindedMoreOftenTowardsTheEnd() {
        Instant due = NOW.plus(DAY.multipliedBy(30));
        assertThat(List.of(0, 14, 15, 22, 23, 27, 29, 30, 36, 37, 100))
                .map(day -> Reminder.at(NOW, due, NOW.plus(DAY.multipliedBy(day))).label())
                .containsExactly(
                        "begun",
                        "begun",
                        "half",
                        "half",
                        "7d",
                        "3d",
                        "1d",
                        "overdue",
                        "overdue",
                        "overdue 7d",
                        "overdue 28d");
        assertThat(Reminder.at(NOW, due, due.minusNanos(1)).overdue()).isFalse();
        assertThat(Reminder.at(NOW, due, due).overdue()).isTrue();
    }

    @Test
    void whatGivesNearlyEverythingIsSeen() {
        assertThat(
                        List.of(
                                may("AdministratorAccess", "*"),
                                may("arn:aws:iam::aws:policy/AdministratorAccess", "*"),
                                may("cluster-admin", "cluster"),
                                may("iam:*", "*"),
                                may("*", "*"),
                                may("login", "root@web-3")))
                .allMatch(Evidence.Permission::isWhole);
        assertThat(
                        List.of(
                                may("login", "deploy@web-3"),
                                may("s3:GetObject", "*"),
                                may("view", "namespace pay")))
                .noneMatch(Evidence.Permission::isWhole);
    }

    private static Evidence.Permission may(String right, String resource) {
        return new Evidence.Permission(right, resource);
    }

    @Test
    void whoMadeItIsKnownByIdNameOrMail() {
        Evidence made = evidence("arn:aws:iam::1:user/Anna", "bea@example.com");
        assertThat(made.isMadeBy(Set.of("anna"))).isTrue();
        assertThat(made.isMadeBy(Set.of("bea", "bea@example.com"))).isTrue();
        assertThat(made.isMadeBy(Set.of("bea"))).isFalse();
        assertThat(made.isMadeBy(Set.of("ann"))).isFalse();
    }

    private static Evidence evidence(String... created) {
        return new Evidence(
                Optional.of("web"),
                Optional.empty(),
                List.of(created),
                Optional.empty(),
                NOW,
                NOW,
                List.of(),
                0,
                0,
                List.of(),
                0,
                List.of(),
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
