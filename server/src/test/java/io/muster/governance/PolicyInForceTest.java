package io.muster.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What somebody who tries a policy means by it.
class PolicyInForceTest {
    private final PolicyInForce inForce = inForce();

    @Test
    void oneWithRulesOfItsOwnStandsBesideTheOthers() throws Exception {
        assertThat(names(inForce.trying(policy("ours", "house-rule"))))
                .containsExactly("house", "ours", "ssh");
    }

    @Test
    void oneOfTheSameNameStandsInItsPlace() throws Exception {
        assertThat(names(inForce.trying(policy("house", "another"))))
                .containsExactly("house", "ssh");
    }

    @Test
    void oneUnderAnotherNameStandsInThePlaceOfTheOneWhoseRulesItHas() throws Exception {
        assertThat(names(inForce.trying(policy("ours", "locks", "house-rule"))))
                .containsExactly("ours", "ssh");
    }

    private static List<String> names(PolicyInForce policies) {
        return policies.parts().stream().map(it -> it.policy().name()).toList();
    }

    private static PolicyInForce inForce() {
        try {
            return PolicyInForce.of(
                    List.of(policy("house", "locks"), policy("ssh", "ssh-locks")), 1);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static PolicyText policy(String name, String... rules) throws Exception {
        StringBuilder text =
                new StringBuilder(
                        "policy: %s\nversion: 1\ndescription: d\nrules:\n".formatted(name));
        for (String rule : rules) {
            text.append(
                    """
                      - id: %s
                        severity: low
                        title: t
                        check: condition
                        with: {when: 'type == "secret"', message: "m"}
                        explanation: e
                        remedy: r
                        references: [f]
                    """
                            .formatted(rule));
        }
        return PolicyText.of(text.toString(), Policies.parser());
    }
}
