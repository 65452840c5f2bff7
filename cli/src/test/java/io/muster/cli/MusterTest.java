package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What holds for every command, and the small ones.
class MusterTest {
    @TempDir private Path home;
    private CommandLineRun.At at;

    @BeforeEach
    void atHome() {
        at = CommandLineRun.at(home);
    }

    /// Every command, each before those below it.
    static Stream<CommandLine> commands() {
        return below(Muster.commands(new ServerOnPaper()));
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(MusterTest::below));
    }

    @Test
    void musterAloneTellsHowToUseIt() {
        CommandLineRun run = at.muster();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: muster", "scan", "lint");
    }

    @Test
    void theVersionIsTheSameBothWays() {
        assertThat(at.muster("--version").out())
                .isEqualTo(at.muster("version").out())
                .startsWith("muster ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsTheScreenAndExplainsEveryOption(CommandLine command) {
        String help = command.getUsageMessage();

        assertThat(help.lines()).allMatch(it -> it.length() <= 80);
        assertThat(command.getCommandSpec().options())
                .allSatisfy(it -> assertThat(String.join("", it.description())).endsWith("."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scan --formt json . | there is no option '--formt' (did you mean '--format'?)",
                "scan | TARGET",
                "frobnicate | there is no command 'frobnicate'",
                "version 1 | there is no place for '1'",
                "scan --rate many . | many",
                "scan --format xml . | there is no format 'xml'",
                "scan --fail-on bad . | a severity is critical, high, medium, low or info",
                "scan --policy nowhere.yaml . | there is no file nowhere.yaml",
                "scan k8s:prod | there is no source for 'k8s:' targets yet",
                "rules no-such-rule | has no rule 'no-such-rule'",
                "man scan fast | there is no command 'scan fast'",
                "config check --config nowhere.yaml | there is no file nowhere.yaml",
                "completion fish | fish",
            })
    void aMistakeIsOneLineAndExitsWithTwo(String words, String told) {
        CommandLineRun run = at.muster(words.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("muster: ")
                .contains(told);
    }

    @Test
    void aFaultOfOursIsToldWithoutItsTraceAndItsWords() {
        CommandLine commands = Muster.commands(new ServerOnPaper());
        var err = new StringWriter();
        int code =
                Mistake.told(
                        new IllegalStateException("the password is hunter2"),
                        new PrintWriter(err, true));

        assertThat(code).isEqualTo(2);
        assertThat(commands.getExecutionExceptionHandler()).isNotNull();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("please report it", "IllegalStateException")
                .doesNotContain("hunter2");
    }

    @Test
    void rulesAreListedExplainedAndPrinted() {
        assertThat(at.muster("rules").out().lines()).hasSizeGreaterThan(35);
        assertThat(at.muster("rules", "key-weak").out()).contains("What to do:", "SP 800-131A");
        assertThat(at.muster("rules", "--json", "key-weak").out())
                .contains("\"id\" : \"key-weak\"");
        assertThat(at.muster("rules", "--source").out()).contains("policy: baseline");
    }

    @Test
    void aWrongPolicyIsNamedWithItsFault() throws IOException {
        Path policy = home.resolve("policy.yaml");
        Files.writeString(policy, "policy: ours\nversion: x\n");

        CommandLineRun run = at.muster("rules", "--policy", policy.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("policy.yaml");
    }

    @Test
    void sourcesSayHowATargetIsWritten() {
        assertThat(at.muster("sources").out()).contains("files", "tls", "ssh", "git");
        assertThat(at.muster("sources", "--json").out()).contains("\"targets\"");
    }

    @Test
    void settingsComeFromTheEnvironmentThenTheFileThenTheDefault() throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/muster"));
        Files.writeString(folder.resolve("muster.yaml"), "scan: {rate: 20, sni: [a, b]}\n");

        assertThat(at.muster("config", "print").out())
                .containsPattern("scan.rate: +20 +# file")
                .containsPattern("scan.format: +table +# default");
        assertThat(at.variable("MUSTER_SCAN_RATE", "7").muster("config", "print").out())
                .containsPattern("scan.rate: +7 +# MUSTER_SCAN_RATE");
        assertThat(at.muster("config", "print", "--json").out()).contains("\"origin\" : \"file\"");
        assertThat(at.muster("config", "check").out()).isEqualTo("fine" + System.lineSeparator());
    }

    @Test
    void aWrongSettingIsNamedWithItsFile() throws IOException {
        Path file = home.resolve("wrong.yaml");
        Files.writeString(file, "scan: {rat: 1}\n");

        CommandLineRun run = at.muster("config", "check", "--config", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("wrong.yaml", "did you mean 'scan.rate'");
    }

    @Test
    void theFoldersOfAPersonAreWhereXdgSaysTheyAre() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/muster"));
        Files.writeString(elsewhere.resolve("muster.yaml"), "scan: {rate: 21}\n");

        assertThat(
                        at.variable("XDG_CONFIG_HOME", home.resolve("elsewhere").toString())
                                .muster("config", "print")
                                .out())
                .containsPattern("scan.rate: +21");
    }

    @ParameterizedTest
    @CsvSource({"bash", "zsh"})
    void completionKnowsTheCommands(String shell) {
        assertThat(at.muster("completion", shell).out()).contains("scan", "--fail-on", "complete ");
    }
}
