package io.muster.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.muster.catalog.Policies;
import io.muster.inventory.query.Query;
import io.muster.monitor.ProgramMetric;
import io.muster.policy.Rule;
import io.muster.report.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.read();

    private static List<Evidence.Asked> asked() {
        return CATALOGUE.evidence().stream()
                .filter(it -> it.source() instanceof Evidence.Rows)
                .map(it -> (Evidence.Rows) it.source())
                .flatMap(it -> List.of(it.asked(), it.of()).stream())
                .toList();
    }

    @Test
    void everyFrameworkOfTheReportsIsThere() {
        assertThat(CATALOGUE.frameworks())
                .extracting(Framework::id)
                .containsExactlyInAnyOrder(
                        "pci-dss", "soc2", "nist-csf", "nis2", "dora", "iso27001", "nhi-top-10")
                .allSatisfy(it -> assertThat(Kind.named(it)).isPresent());
    }

    @Test
    void everyControlRestsOnEvidenceOrSaysWhyItCannot() {
        for (Framework framework : CATALOGUE.frameworks()) {
            assertThat(framework.controls()).isNotEmpty();
            assertThat(framework.controls())
                    .extracting(Framework.Control::slug)
                    .doesNotHaveDuplicates()
                    .allMatch(it -> it.matches("[a-z0-9-]+"));
            for (Framework.Control it : framework.controls()) {
                assertThat(it.evidence().isEmpty() && it.cannot().isEmpty()).as(it.id()).isFalse();
                assertThat(it.requirement()).isNotEmpty();
                assertThat(framework.control(it.slug())).contains(it);
            }
        }
    }

    @Test
    void everyQueryCanBeAsked() {
        for (Evidence.Asked it : asked()) {
            assertThatCode(() -> Query.parse(it.list(), it.q()))
                    .as(it.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyRuleAndFigureThatIsNamedIsThere() {
        Set<String> rules =
                Policies.baseline().rules().stream().map(Rule::id).collect(Collectors.toSet());
        Pattern named = Pattern.compile("rule:([a-z0-9|-]+)");
        for (Evidence.Asked it : asked()) {
            Matcher found = named.matcher(it.q());
            if (found.find()) {
                assertThat(rules).contains(found.group(1).split("[|]"));
            }
        }
        for (Evidence it : CATALOGUE.evidence()) {
            if (it.source() instanceof Evidence.Metric metric) {
                assertThat(ProgramMetric.named(metric.id())).isPresent();
            }
        }
    }
}
