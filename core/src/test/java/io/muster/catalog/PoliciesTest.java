package io.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.policy.Check;
import io.muster.policy.checks.Condition;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    @Test
    void theBaselineParsesAndEveryRuleTellsWhatToDo() {
        assertThat(Policies.baseline().rules())
                .hasSizeGreaterThan(35)
                .allSatisfy(rule -> {
                    assertThat(rule.title()).isNotBlank();
                    assertThat(rule.explanation()).endsWith(".");
                    assertThat(rule.remedy()).endsWith(".");
                    assertThat(rule.references()).isNotEmpty();
                });
    }

    @Test
    void everyCheckOfTheCatalogueButConditionIsUsedByTheBaseline() {
        Set<Class<? extends Check>> used =
                Policies.baseline().rules().stream()
                        .map(it -> it.check().getClass())
                        .collect(Collectors.toCollection(HashSet::new));
        used.add(Condition.class);

        assertThat(used).containsExactlyInAnyOrderElementsOf(Checks.KINDS.values());
    }
}
