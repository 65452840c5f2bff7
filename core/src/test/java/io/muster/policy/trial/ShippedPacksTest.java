package io.muster.policy.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.catalog.Policies;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes with Muster beside the baseline says what its own tests expect.
class ShippedPacksTest {
    static Stream<String> packs() {
        return Policies.SHIPPED.stream();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyRuleSaysWhatItsTestsExpect(String pack) throws Malformed {
        assertThat(Policies.shippedTests(pack).run())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.isWell()).as("%s: %s", pack, it).isTrue());
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyRuleHasATestThatItIsBrokenAndOneThatItIsNot(String pack) {
        RuleTests tests = Policies.shippedTests(pack);
        if (pack.equals("baseline")) {
            return;
        }
        for (Rule rule : tests.policy().rules()) {
            assertThat(
                            tests.tests().stream()
                                    .filter(it -> it.rule().equals(rule.id()))
                                    .map(RuleTest::expect)
                                    .distinct())
                    .as("%s of %s", rule.id(), pack)
                    .hasSize(2);
        }
    }

    @Test
    void allOfThemCanBeInForceTogether() {
        Map<String, String> homes = new HashMap<>();
        for (String pack : Policies.SHIPPED) {
            Policy policy = Policies.shippedTests(pack).policy();
            assertThat(policy.name()).isEqualTo(pack);
            for (Rule rule : policy.rules()) {
                assertThat(homes.put(rule.id(), pack)).as(rule.id()).isNull();
            }
        }
        assertThat(homes).hasSizeGreaterThan(70);
        assertThat(List.copyOf(Policies.shippedTexts().keySet())).isEqualTo(Policies.SHIPPED);
    }
}
