package io.muster.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.catalog.Policies;
import io.muster.model.Bytes;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Finding;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.SealedContainer;
import io.muster.model.Severity;
import io.muster.model.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyParserTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static String policy(String check) {
        return """
        policy: ours
        version: 1
        description: A test.
        rules:
          - id: a-rule
            severity: high
            title: Something must hold
            explanation: Because.
            remedy: Do it.
            references: []
            %s
        """
                .formatted(check);
    }

    private static Entry locked(Facts facts) {
        var container = new SealedContainer(Bytes.EMPTY.sha256(), "PKCS#12");
        return new Entry(
                container,
                false,
                List.of(),
                List.of(
                        new Sighting(
                                container.id(),
                                new Place("file://web-3/etc/x.p12"),
                                Role.STORED,
                                "files",
                                NOW,
                                Facts.of("mode", "0644"))),
                facts);
    }

    private static List<Finding> judged(String check, Facts facts, List<String> missing)
            throws Malformed {
        return Policies.parser()
                .parse(policy(check))
                .judge(locked(facts), NOW, (rule, fact) -> missing.add(fact));
    }

    @Test
    void aConditionJudgesByTheFieldsOfTheEntry() throws Malformed {
        String check =
                "check: condition\n    with: {when: \"type == 'sealed-container' && places.exists(p,"
                        + " p.endsWith('.p12'))\", message: is locked}";

        assertThat(judged(check, Facts.NONE, new ArrayList<>()))
                .containsExactly(new Finding("a-rule", Severity.HIGH, "is locked", "Do it."));
    }

    @Test
    void aConditionThatLacksItsFactSaysThatItCannotJudge() throws Malformed {
        String check =
                "check: condition\n    with: {when: \"facts['label.env'] == 'prod'\", message: x}";
        List<String> missing = new ArrayList<>();

        assertThat(judged(check, Facts.NONE, missing)).isEmpty();
        assertThat(missing).singleElement().asString().contains("label.env");
        assertThat(judged(check, Facts.of("label.env", "prod"), new ArrayList<>())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check: no-such-check | there is no check 'no-such-check'",
                "check: expires-within | daysMin",
                "check: 'expires-within', with: {daysMin: 1, daysMax: 2, daysTypo: 3} | daysTypo",
                "check: condition, with: {when: '1 +', message: x} | does not compile",
                "check: condition, with: {when: 'daysLeft', message: x} | does not compile",
            })
    void aMistakeIsNamed(String check, String named) {
        String lines = check.replace(", with:", "\n    with:");

        assertThatThrownBy(() -> Policies.parser().parse(policy(lines)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(named);
    }

    @Test
    void aRuleIdThatComesTwiceIsRefused() {
        String twice =
                policy("check: sealed")
                        + policy("check: sealed").substring(policy("").indexOf("  - id"));

        assertThatThrownBy(() -> Policies.parser().parse(twice))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("comes twice");
    }

    @Test
    void aWordThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Policies.parser().parse(policy("check: sealed\n    sverity: low")))
                .isInstanceOf(Malformed.class);
    }
}
