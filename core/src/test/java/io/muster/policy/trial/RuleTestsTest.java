package io.muster.policy.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.catalog.Policies;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTestsTest {
    private static final String POLICY =
            """
            policy: shop
            version: 3
            description: A test.
            rules:
              - id: production
                severity: high
                title: Not from our CA
                check: condition
                with:
                  when: >-
                    type == 'x509-certificate' && 'served' in roles && facts['label.env'] == 'prod'
                    && !issuer.contains('O=Shop') && daysLeft > 0 && lifetimeDays == 90
                  message: was not issued by our CA
                explanation: Because.
                remedy: Do it.
                references: []
            """;

    @TempDir Path folder;

    @Test
    void everyTestOfTheBaselineHolds() throws Malformed {
        assertThat(Policies.baselineTests().run())
                .hasSizeGreaterThan(15)
                .allSatisfy(it -> assertThat(it.trouble()).as(it.test().name()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label.env: prod | fail | ''",
                "label.env: prod | pass | expected pass, but it fails: was not issued by our CA",
                "label.env: test | pass | ''",
                "label.env: test | fail | expected fail, but it passes",
                "other: x | cannot-judge | ''",
                "other: x | pass | expected pass, but the fact 'label.env' is not known",
            })
    void aTestTellsWhatIsOtherwiseThanExpected(String fact, String expect, String trouble)
            throws Malformed {
        String test =
                """
                tests:
                  - name: a certificate in production
                    rule: production
                    subject:
                      type: x509-certificate
                      issuer: CN=Some CA
                      daysLeft: 30
                      lifetimeDays: 90
                      places: ["tls://pay.example.com:443"]
                      roles: [served]
                      facts: {%s}
                    expect: %s
                """
                        .formatted(fact, expect);

        assertThat(run(test).getFirst().trouble()).isEqualTo(trouble);
    }

    @Test
    void aMessageThatIsNotSaidIsMissed() throws Malformed {
        String test =
                """
                tests:
                  - name: in production
                    rule: production
                    subject:
                      type: x509-certificate
                      daysLeft: 30
                      lifetimeDays: 90
                      sightings:
                        - {place: "tls://pay.example.com:443", role: served}
                      facts: {label.env: prod}
                    expect: fail
                    message: our grandmother
                """;

        assertThat(run(test).getFirst().trouble())
                .contains("our grandmother", "was not issued by our CA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x509-certificate",
                "public-key",
                "ssh-key",
                "ssh-certificate",
                "pgp-key",
                "age-key",
                "json-web-key",
                "secret",
                "managed-key",
                "sealed-container"
            })
    void everyTypeOfCredentialCanBeTheSubject(String type) throws Malformed {
        List<RuleTest.Outcome> outcomes =
                run(
                        """
                        tests:
                          - name: one
                            rule: production
                            subject: {type: %s, daysLeft: 1}
                            expect: pass
                        """
                                .formatted(type));

        assertThat(outcomes).allMatch(RuleTest.Outcome::isWell);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: certificate | 'type' is",
                "{type: ssh-key, tyqe: x} | nothing is called tyqe",
                "{type: ssh-key, daysLeft: soon} | 'daysLeft'",
                "{type: ssh-key, sightings: [{place: nowhere}]} | a place is",
                "{type: ssh-key, sightings: [{place: 'file://a', role: king}]} | no role 'king'",
                "{type: ssh-key, facts: {a: {b: c}}} | 'a' is a text",
                "{type: source, expectedEvery: soon} | 'expectedEvery'",
                "{type: ssh-key, notAfter: tomorrow} | 'notAfter'",
            })
    void aMistakeIsNamedWithItsTest(String subject, String named) {
        String flow = subject.startsWith("{") ? subject : "{" + subject + "}";

        assertThatThrownBy(() ->
                        run(
                                """
                                tests:
                                  - {name: the first, rule: production, subject: %s, expect: pass}
                                """
                                        .formatted(flow)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("test 'the first'")
                .hasMessageContaining(named);
    }

    @Test
    void aTestOfARuleThatIsNotThereIsRefused() {
        assertThatThrownBy(() ->
                        run(
                                """
                                tests:
                                  - {name: one, rule: nothing, subject: {type: ssh-key}, expect: pass}
                                """))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("no rule 'nothing'");
    }

    @Test
    void testsAreFoundInThePolicyAndBesideIt() throws Exception {
        String test =
                """
                tests:
                  - {name: %s, rule: production, subject: {type: ssh-key}, expect: pass}
                """;
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, POLICY + test.formatted("inside"));
        Files.writeString(folder.resolve("shop.test.yaml"), test.formatted("beside"));

        RuleTests tests = Policies.tests(file);

        assertThat(tests.tests()).extracting(RuleTest::name).containsExactly("inside", "beside");
        assertThat(tests.run()).allMatch(RuleTest.Outcome::isWell);
    }

    @Test
    void conditionsThatAreWrittenAlikeAreEqual() throws Malformed {
        Policy one = Policies.parser().parse(POLICY);
        assertThat(Policies.parser().parse(POLICY)).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(Policies.parser().parse(POLICY.replace("== 90", "== 91"))).isNotEqualTo(one);
    }

    private static List<RuleTest.Outcome> run(String tests) throws Malformed {
        return new RuleTests(Policies.parser().parse(POLICY), RuleTests.parse(tests)).run();
    }
}
