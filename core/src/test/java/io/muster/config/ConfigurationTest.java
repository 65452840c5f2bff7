package io.muster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Malformed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @Test
    void withoutAFileEverySettingHasItsDefault() throws Malformed {
        Configuration none = Configuration.read("", Map.of());

        assertThat(none.values())
                .allSatisfy((_, it) -> assertThat(it.origin()).isEqualTo("default"));
        assertThat(none.text("scan.rate")).contains("50");
        assertThat(none.text("scan.format")).contains("table");
        assertThat(none.text("scan.policy")).isEmpty();
        assertThat(none.texts("scan.exclude")).isEmpty();
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws Malformed {
        Configuration both =
                Configuration.read(
                        "scan: {rate: 20, exclude: [a, b]}", Map.of("MUSTER_SCAN_RATE", "7"));

        assertThat(both.text("scan.rate")).contains("7");
        assertThat(both.texts("scan.exclude")).containsExactly("a", "b");
        assertThat(both.values().values())
                .extracting(Configuration.Value::origin)
                .contains("MUSTER_SCAN_RATE", "file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scan: {rat: 20} | did you mean 'scan.rate'",
                "scan: {rate: fast} | must be a whole number",
                "scan: {rate: [1, 2]} | must be a whole number",
                "scan: {fail-on: bad} | must be critical",
                "just a word | settings by name",
                "scan: {rate: 1, rate: 2} | names a setting twice",
                "'scan: [' | not YAML",
            })
    void aMistakeIsNamedWithWhatWouldFit(String yaml, String named) {
        assertThatThrownBy(() -> Configuration.read(yaml, Map.of()))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(named);
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        List<String> variables = Setting.ALL.stream().map(Setting::variable).toList();

        assertThat(variables).doesNotHaveDuplicates().contains("MUSTER_SCAN_FAIL_ON");
    }
}
