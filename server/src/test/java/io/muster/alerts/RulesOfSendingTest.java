package io.muster.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.alerts.Alert.About;
import io.muster.model.Malformed;
import io.muster.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Quiet hours, routes, waiting, spikes, who may issue, and what messages say.
class RulesOfSendingTest {
    private static final QuietHours NIGHT =
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));

    @Test
    void whatComesAtNightGoesInTheMorning() {
        assertThat(NIGHT.after(Instant.parse("2026-11-22T20:59:59Z")))
                .isEqualTo("2026-11-22T20:59:59Z");
        assertThat(NIGHT.after(Instant.parse("2026-11-22T21:00:00Z")))
                .isEqualTo("2026-11-23T06:00:00Z");
        assertThat(NIGHT.after(Instant.parse("2026-11-23T05:59:59Z")))
                .isEqualTo("2026-11-23T06:00:00Z");
        assertThat(NIGHT.after(Instant.parse("2026-11-23T06:00:00Z")))
                .isEqualTo("2026-11-23T06:00:00Z");
    }

    @Test
    void theNightInWhichClocksAreChangedEndsAtTheSameHour() {
        assertThat(NIGHT.after(Instant.parse("2027-03-27T22:00:00Z")))
                .isEqualTo("2027-03-28T05:00:00Z");
        assertThat(NIGHT.after(Instant.parse("2026-10-24T21:00:00Z")))
                .isEqualTo("2026-10-25T06:00:00Z");
    }

    @Test
    void quietHoursAtNoonEndOnTheSameDayAndNoneNeverBegin() {
        QuietHours noon =
                new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneId.of("UTC"));
        assertThat(noon.after(Instant.parse("2026-11-22T12:30:00Z")))
                .isEqualTo("2026-11-22T13:00:00Z");
        Instant any = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(QuietHours.NONE.after(any)).isEqualTo(any);
    }

    @Test
    void waitingDoublesUpToAnHourAndEnds() {
        Random random = new Random(7);
        Duration all = Duration.ZERO;
        for (int attempts = 1; attempts < Backoff.ATTEMPTS; attempts++) {
            Duration wait = Backoff.after(attempts, random).orElseThrow();
            Duration middle = Duration.ofSeconds(Math.min(3600, 30L << Math.min(attempts - 1, 7)));
            assertThat(wait)
                    .isBetween(
                            middle.multipliedBy(3).dividedBy(4),
                            middle.multipliedBy(5).dividedBy(4));
            all = all.plus(wait);
        }
        assertThat(all).isBetween(Duration.ofHours(9), Duration.ofHours(18));
        assertThat(Backoff.after(Backoff.ATTEMPTS, random)).isEmpty();
    }

    @Test
    void allRoutesThatFitAreTakenAndWithoutRoutesEverything() {
        Set<String> channels = Set.of("mail", "chat", "pager");
        Alert alert = alert("pay", Severity.HIGH, Optional.of("payments"));
        assertThat(new Routes(List.of(), channels).of(alert, Set.of())).isEqualTo(channels);
        Routes routes =
                new Routes(
                        List.of(
                                new Routes.Route(
                                        Set.of(),
                                        Optional.of(Severity.CRITICAL),
                                        Set.of(),
                                        Set.of("pager")),
                                new Routes.Route(
                                        Set.of(AlertKind.EXPIRY),
                                        Optional.empty(),
                                        Set.of(),
                                        Set.of("mail")),
                                new Routes.Route(
                                        Set.of(),
                                        Optional.empty(),
                                        Set.of("payments"),
                                        Set.of("chat"))),
                        channels);
        assertThat(routes.of(alert, Set.of("payments"))).containsExactly("chat", "mail");
        assertThat(routes.of(alert("pay", Severity.CRITICAL, Optional.empty()), Set.of()))
                .containsExactly("mail", "pager");
    }

    @Test
    void aSpikeIsFarMoreThanUsualAndNeedsAWeekToCompareWith() {
        List<Long> week = List.of(10L, 12L, 8L, 10L, 10L, 10L, 10L);
        assertThat(Spike.isOne(60, week)).isTrue();
        assertThat(Spike.isOne(59, week)).isFalse();
        assertThat(Spike.isOne(1000, week.subList(0, 6))).isFalse();
        assertThat(Spike.isOne(300, List.of(100L, 100L, 100L, 100L, 100L, 100L, 100L))).isFalse();
        assertThat(Spike.isOne(401, List.of(100L, 100L, 100L, 100L, 100L, 100L, 100L))).isTrue();
    }

    @Test
    void namesAreIssuedForByThoseWhoAreExpected() {
        Expected expected =
                new Expected(
                        List.of(
                                new Expected.Line(List.of("*.example.com"), List.of("CN=Our CA*")),
                                new Expected.Line(
                                        List.of("www.example.com"), List.of("*Lets Encrypt*"))));
        assertThat(expected.violated(List.of("a.example.com"), "CN=Our CA 2")).isEmpty();
        assertThat(expected.violated(List.of("a.EXAMPLE.com"), "CN=Evil"))
                .contains("a.EXAMPLE.com");
        assertThat(expected.violated(List.of("www.example.com"), "O=Lets Encrypt")).isEmpty();
        assertThat(expected.violated(List.of("other.example"), "CN=Evil")).isEmpty();
    }

    @Test
    void theSameAlertHasTheSameIdWhoeverRaisesItAndAnotherThresholdIsAnother() {
        Alert one = alert("pay", Severity.HIGH, Optional.empty());
        assertThat(one.id())
                .isEqualTo(alert("pay", Severity.LOW, Optional.of("x")).id())
                .hasSize(32);
        assertThat(one.id()).isNotEqualTo(alert("shop", Severity.HIGH, Optional.empty()).id());
    }

    @Test
    void messagesNameWhatItIsWhereItIsAndWhatToDo() {
        Channel.Words words =
                Wording.usual("https://muster.example")
                        .of(List.of(alert("pay", Severity.HIGH, Optional.of("payments"))));
        assertThat(words.subject()).isEqualTo("[Muster] high: pay ends soon");
        assertThat(words.text())
                .contains("1 thing to know about.")
                .contains("high: pay ends soon")
                .contains("  tls://pay:443\n  and 30 more\n")
                .contains("What to do: Renew it")
                .contains("Owner: payments")
                .contains("https://muster.example/alerts?id=");
    }

    @Test
    void aNameThatEndsLinesMakesNoHeader() {
        Channel.Words words =
                Wording.usual("")
                        .of(
                                List.of(
                                        alert(
                                                "pay\r\nBcc: all@example.com\u202e",
                                                Severity.HIGH,
                                                Optional.empty())));
        assertThat(words.subject()).doesNotContain("\r", "\n", "\u202e");
        assertThat(words.text()).doesNotContain("\nBcc");
    }

    @Test
    void fiveThousandAlertsAreOneMessageThatCanBeRead() {
        List<Alert> storm =
                IntStream.range(0, 5000)
                        .mapToObj(it -> alert("n" + it, Severity.LOW, Optional.empty()))
                        .toList();
        Channel.Words words = Wording.usual("").of(storm);
        assertThat(words.subject()).endsWith("and 4,999 more");
        assertThat(words.text())
                .contains("5,000 things")
                .contains("And 4,950 more")
                .hasSizeLessThan(20_000);
    }

    @Test
    void aTemplateWithAFieldThatIsNotThereIsRefusedAndFieldsAreNotLookedIntoAgain()
            throws Exception {
        assertThatThrownBy(() -> Wording.usual("").with("alert", "{massage}"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("{massage}")
                .hasMessageContaining("message");
        Channel.Words words =
                Wording.usual("")
                        .with("alert", "<{title}> {severity}$1\n")
                        .of(List.of(alert("{remedy}", Severity.LOW, Optional.empty())));
        assertThat(words.text()).endsWith("<{remedy}> low$1\n");
    }

    static Alert alert(String title, Severity severity, Optional<String> team) {
        return new Alert(
                AlertKind.EXPIRY,
                severity,
                new About(About.Kind.CREDENTIAL, title, title),
                "7d",
                title + " ends soon",
                "Renew it",
                List.of("tls://pay:443"),
                31,
                team,
                0,
                Instant.parse("2026-11-22T10:00:00Z"));
    }
}
