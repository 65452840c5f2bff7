package io.muster.inventory.owners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwningTest {
    private static final OwnerRule.Match ALL = match("", "", "", "", "", "");

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "pay.*, Pay.example.com, true",
        "pay.*, prepay.example.com, false",
        "*.Example.com, pay.EXAMPLE.com, true",
        "a*b*c, aXbYc, true",
        "a*b*c, acb, false",
        "aba*aba, ababa, false",
        "file://*/srv/pay/*, file://web-3/srv/pay/key.pem, true",
        "file://*/srv/pay/*, file://web-3/srv/payroll/key.pem, false",
        "'[a-z]+.', '[a-z]+.', true",
        "'[a-z]+.', 'ab', false",
    })
    void anAsteriskStandsForAnything(String pattern, String value, boolean fits) {
        assertThat(new Wildcard(pattern).matches(value)).isEqualTo(fits);
    }

    @Test
    void theFirstRuleThatSaysSomethingCountsForEachByItself() {
        Owners.Said said =
                said(
                        rule(match("", "account", "", "", "", ""), "never", "", "", List.of("no")),
                        rule(match("", "service", "", "", "", ""), "", "high", "", List.of("a")),
                        rule(match("", "", "", "", "", "pay.*"), "pay", "low", "", List.of("b")),
                        rule(ALL, "rest", "", "test", List.of()));

        assertThat(said.team().map(Owners.Word::text)).contains("pay");
        assertThat(said.criticality().map(Owners.Word::text)).contains("high");
        assertThat(said.environment().map(Owners.Word::text)).contains("test");
        assertThat(said.tags()).containsExactly("a", "b");
    }

    @Test
    void aRuleMayAskForWhatAnEarlierOneSaid() {
        OwnerRule says = rule(ALL, "", "", "prod", List.of("pci"));
        OwnerRule asks = rule(match("", "", "", "prod", "pci", ""), "pay", "", "", List.of());

        assertThat(said(says, asks).team().map(Owners.Word::text)).contains("pay");
        assertThat(said(asks, says).team().map(Owners.Word::text)).isEmpty();
    }

    @Test
    void whatAPersonSaidGoesBeforeWhatARuleSays() {
        Owners.Candidate byHand =
                new Owners.Candidate(
                        1,
                        0,
                        "service",
                        Set.of("pay.example.com"),
                        Set.of(),
                        Set.of(),
                        Optional.of("test"),
                        Set.of());
        OwnerRule says = rule(ALL, "", "", "prod", List.of());
        OwnerRule asks = rule(match("", "", "", "test", "", ""), "pay", "", "", List.of());

        assertThat(Owning.said(List.of(says, asks), byHand).team().map(Owners.Word::text))
                .contains("pay");
    }

    private static Owners.Said said(OwnerRule... rules) {
        return Owning.said(
                List.of(rules),
                new Owners.Candidate(
                        1,
                        0,
                        "service",
                        Set.of("pay.example.com", "alias"),
                        Set.of("x509-certificate"),
                        Set.of(),
                        Optional.empty(),
                        Set.of()));
    }

    private static OwnerRule rule(
            OwnerRule.Match match,
            String team,
            String criticality,
            String environment,
            List<String> tags) {
        return new OwnerRule(match, some(team), some(criticality), some(environment), tags);
    }

    private static OwnerRule.Match match(
            String place, String kind, String type, String environment, String tag, String name) {
        return new OwnerRule.Match(
                some(place).map(Wildcard::new),
                some(kind).map(Wildcard::new),
                some(type).map(Wildcard::new),
                some(environment).map(Wildcard::new),
                some(tag).map(Wildcard::new),
                some(name).map(Wildcard::new));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
