package io.muster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Malformed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
                "serve: {listen: 8443} | must be HOST:PORT",
                "serve: {listen: 'a:70000'} | must be HOST:PORT",
                "serve: {first-scan: perhaps} | must be yes or no",
                "just a word | settings by name",
                "scan: {rate: 1, rate: 2} | names a setting twice",
                "'scan: [' | not YAML",
                "sources: web | must be a list of elements",
                "sources: [web] | must be a list of elements",
                "scope: {paths: [{a: b}]} | must be a list of texts",
                "sources: [{targets: [/srv]}] | sources[1]: 'id' is missing",
                "sources: [{id: a, targets: [/srv]}, {id: a, targets: [/etc]}] | sources[2]: 'id' 'a' is there twice",
                "sources: [{id: A, targets: [/srv]}] | small letters",
                "sources: [{id: a, targts: [/srv]}] | did you mean 'targets'",
                "sources: [{id: a}] | sources[1]: 'targets' is missing",
                "sources: [{id: a, targets: [/srv], shedule: every 1d}] | did you mean 'schedule'",
                "sources: [{id: a, targets: [/srv], expectedEvery: often}] | such as 36h",
                "sources: [{id: a, targets: [[/srv]]}] | a text that is not empty",
                "sources: [{id: a, targets: [/srv], labels: prod}] | names with texts",
                "teams: {list: [{name: Web}]} | teams.list[1]: 'id' is missing",
                "teams: {list: [{id: web, mail: x}]} | teams.list[1] has no 'mail'",
                "teams: {list: [{id: web}, {id: web}]} | teams.list: 'web' is there twice",
                "teams: {list: [{id: a, parent: b}, {id: b, parent: a}, {id: c}]} | cannot be below itself: a, b",
                "owners: [{team: pay}] | owners[1]: 'match' must have members",
                "owners: [{match: {nam: x}, team: pay}] | owners[1].match has no 'nam'; did you mean 'name'",
                "owners: [{match: {name: x}}] | owners[1]: 'team' or criticality",
            })
    void aMistakeIsNamedWithWhatWouldFit(String yaml, String named) {
        assertThatThrownBy(() -> Configuration.read(yaml, Map.of()))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(named);
    }

    @Test
    void sourcesAndOwnersAreBoundToRecords() throws Malformed {
        Estate estate =
                estate(
                        """
                        sources:
                          - id: pay
                            name: Payments
                            targets: [/srv/pay, pay.example.com]
                            schedule: every 6h
                            expectedEvery: 1d
                            labels: {env: prod}
                          - {id: one, targets: /srv/one, enabled: no}
                        owners:
                          - match: {place: 'file://web-*/srv/pay/*', kind: service}
                            team: payments
                            tags: [pci]
                        """,
                        Map.of());

        assertThat(estate.file()).isEqualTo("/etc/muster.yaml");
        assertThat(estate.sources())
                .containsExactly(
                        new SourceSetting(
                                "pay",
                                "Payments",
                                List.of("/srv/pay", "pay.example.com"),
                                "every 6h",
                                Optional.of(Duration.ofDays(1)),
                                true,
                                new TreeMap<>(Map.of("env", "prod"))),
                        new SourceSetting(
                                "one",
                                "one",
                                List.of("/srv/one"),
                                "manual",
                                Optional.empty(),
                                false,
                                new TreeMap<>()));
        OwnerSetting owner = estate.owners().getFirst();
        assertThat(owner.match().place()).contains("file://web-*/srv/pay/*");
        assertThat(owner.match().name()).isEmpty();
        assertThat(owner.team()).contains("payments");
        assertThat(owner.tags()).containsExactly("pci");
    }

    @Test
    void aVariableGoesBeforeTheSourcesOfTheFile() throws Malformed {
        Estate estate =
                estate(
                        "sources: [{id: a, targets: [/srv]}]\nscope: {paths: [/srv]}",
                        Map.of(
                                "MUSTER_SOURCES", "[{id: b, targets: [/etc]}]",
                                "MUSTER_SCOPE_PATHS", "/etc,/opt"));

        assertThat(estate.sources()).extracting(SourceSetting::id).containsExactly("b");
        assertThat(estate.scope().paths()).containsExactly("/etc", "/opt");
        assertThatThrownBy(() -> Configuration.read("", Map.of("MUSTER_SCOPE_PATH", "/etc")))
                .hasMessageContaining("MUSTER_SCOPE_PATH");
    }

    private static Estate estate(String yaml, Map<String, String> environment) throws Malformed {
        Configuration all = Configuration.read(yaml, environment).from(Path.of("/etc/muster.yaml"));
        return ServerSettings.of(all, Path.of("/usual")).estate();
    }

    @Test
    void aVariableThatLooksLikeASettingAndIsNoneIsRefused() {
        assertThatThrownBy(() -> Configuration.read("", Map.of("MUSTER_SERVE_LISTN", "x:1")))
                .hasMessageContaining("MUSTER_SERVE_LISTN");
    }

    @Test
    void aServerHasTheseDefaults() throws Malformed {
        ServerSettings none =
                ServerSettings.of(Configuration.read("", Map.of()), Path.of("/usual"));

        assertThat(none)
                .isEqualTo(
                        new ServerSettings(
                                Path.of("/usual"),
                                new Address("127.0.0.1", 8443),
                                new Address("127.0.0.1", 8080),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true));
    }

    @Test
    void anOptionGoesBeforeEverything() throws Malformed {
        Configuration set =
                Configuration.read("", Map.of("MUSTER_SERVE_LISTEN", "a:1"))
                        .with("serve.listen", "[::1]:9443");

        assertThat(ServerSettings.of(set, Path.of("/usual")).listen())
                .isEqualTo(new Address("::1", 9443))
                .hasToString("[::1]:9443");
    }

    @Test
    void theDatabasesAddressShowsNowhere() throws Malformed {
        Configuration set =
                Configuration.read("", Map.of("MUSTER_SERVE_DATABASE_URL", "jdbc:swordfish"));

        assertThat(ServerSettings.of(set, Path.of("/usual")).toString())
                .doesNotContain("swordfish");
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        List<String> variables = Setting.ALL.stream().map(Setting::variable).toList();

        assertThat(variables).doesNotHaveDuplicates().contains("MUSTER_SCAN_FAIL_ON");
    }

    @ParameterizedTest
    @CsvSource({"exceptions, security-team", "charge, security"})
    void whatASettingIsCalledNowIsSaid(String group, String name) {
        String variable =
                "MUSTER_%s_%s".formatted(group, name).toUpperCase(Locale.ROOT).replace('-', '_');

        assertThatThrownBy(
                        () -> Configuration.read("%s: {%s: sec}".formatted(group, name), Map.of()))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("is called 'teams.security' now");
        assertThatThrownBy(() -> Configuration.read("", Map.of(variable, "sec")))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("is called MUSTER_TEAMS_SECURITY now");
    }
}
