package io.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.policy.Rule;
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
    void everyCheckOfTheCatalogueIsUsedByTheBaseline() {
        assertThat(Policies.baseline().rules())
                .extracting(Rule::check)
                .extracting(Object::getClass)
                .containsAll(Checks.KINDS.values());
    }
}
