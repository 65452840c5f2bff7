package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.export.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `muster scan` over a small machine, from the words to the exit code.
class ScanCommandTest {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @TempDir private Path home;
    private CommandLineRun.At at;
    private Made made;
    private String estate = "";

    @BeforeEach
    void atHome() throws IOException {
        at = CommandLineRun.at(home);
        made = new Made(home);
        estate = made.estate().toString();
    }

    private JsonNode document(String... more) {
        String[] words =
                Stream.concat(Stream.of("scan", "--format", "json"), Stream.of(more))
                        .toArray(String[]::new);
        CommandLineRun run = at.muster(words);
        assertThat(run.err()).isEmpty();
        return JsonMapper.shared().readTree(run.out());
    }

    private static Stream<JsonNode> findings(JsonNode document) {
        return document.path("credentials")
                .valueStream()
                .flatMap(it -> it.path("findings").valueStream());
    }

    @Test
    void theTableNamesWhatIsWrongAndNeverASecret() {
        CommandLineRun run = at.muster("scan", estate);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("pay.example.com", "read by every account", "without a passphrase")
                .doesNotContain(Made.SECRET, "\u001b");
    }

    @Test
    void theJsonDocumentIsAsItsSchemaSays() throws IOException {
        CommandLineRun run = at.muster("scan", "--format", "json", estate);

        try (InputStream schema =
                JsonWriter.class.getResourceAsStream("scan-document.schema.json")) {
            assertThat(
                            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                    .getSchema(
                                            new String(
                                                    schema.readAllBytes(), StandardCharsets.UTF_8))
                                    .validate(run.out(), InputFormat.JSON))
                    .isEmpty();
        }
        assertThat(
                        JsonMapper.shared()
                                .readTree(run.out())
                                .path("credentials")
                                .findValuesAsString("type"))
                .contains("x509-certificate", "public-key", "ssh-key", "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "jsonl", "csv", "sarif", "cyclonedx", "cyclonedx-1.7"})
    void everyFormatIsWrittenAndKeepsTheSecret(String format) {
        CommandLineRun run = at.muster("scan", "--format", format, estate);

        assertThat(run.code()).isZero();
        assertThat(run.out()).isNotBlank().doesNotContain(Made.SECRET);
    }

    @Test
    void anAllowedSecretIsCountedAndNotListed() throws IOException {
        Path list = made.file("allow", "detector:stripe-key path:*.env # the shop's test key\n");

        JsonNode document = document("--allow", list.toString(), estate);
        assertThat(document.path("credentials").findValuesAsString("type"))
                .isNotEmpty()
                .doesNotContain("secret");
        assertThat(document.path("summary").path("allowed").asInt()).isEqualTo(1);
        assertThat(at.muster("scan", "--allow", list.toString(), estate).out())
                .contains("allowed: 1 sightings of secrets");

        Path wrong = made.file("wrong", "everything\n");
        CommandLineRun run = at.muster("scan", "--allow", wrong.toString(), estate);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("wrong: line 1: write fingerprint");
    }

    @Test
    void aKeyOnAListOfKnownKeysIsCritical(@TempDir Path lists) throws IOException {
        CommandLineRun before = at.muster("scan", "--format", "json", estate);
        String key =
                JsonMapper.shared()
                        .readTree(before.out())
                        .path("credentials")
                        .findValuesAsString("keyId")
                        .getFirst();
        Path one = Files.writeString(lists.resolve("one"), "# nothing\n");
        Path other = Files.writeString(lists.resolve("other"), key.substring("sha256:".length()));

        CommandLineRun run =
                at.muster(
                        "scan",
                        "--known-keys=" + one,
                        "--known-keys=" + other,
                        "--fail-on=critical",
                        estate);

        assertThat(before.out()).doesNotContain("key-factorable");
        assertThat(run.code()).as(run.err()).isEqualTo(1);
    }

    @Test
    void aListOfKnownKeysThatIsNoneIsWrongUsage(@TempDir Path lists) throws IOException {
        Path wrong = Files.writeString(lists.resolve("wrong"), "ssh-rsa AAAA\n");

        CommandLineRun run = at.muster("scan", "--known-keys=" + wrong, estate);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("--known-keys " + wrong, "line 1: neither 64 nor 20 hexadecimal digits");
    }

    @Test
    void failOnTellsByTheExitCode() {
        assertThat(at.muster("scan", "--fail-on", "high", estate).code()).isEqualTo(1);
        assertThat(at.muster("scan", "--fail-on", "critical", estate).code()).isZero();
        assertThat(at.variable("MUSTER_SCAN_FAIL_ON", "high").muster("scan", estate).code())
                .as("from the settings")
                .isEqualTo(1);
        assertThat(at.variable("MUSTER_SCAN_FORMAT", "csv").muster("scan", estate).out())
                .contains("fingerprint,");
    }

    @Test
    void aTargetThatIsNotThereExitsWithThree() {
        CommandLineRun run = at.muster("scan", home + "/none");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("could not be scanned", "/none");
    }

    @Test
    void whatABaselineKnowsIsNotToldAgain() throws IOException {
        Path baseline = home.resolve("baseline.json");
        assertThat(
                        at.muster(
                                        "scan",
                                        "--format",
                                        "json",
                                        "--output",
                                        baseline.toString(),
                                        estate)
                                .out())
                .isEmpty();

        assertThat(findings(document(estate))).isNotEmpty();
        assertThat(findings(document("--baseline", baseline.toString(), estate))).isEmpty();
        assertThat(
                        at.muster(
                                        "scan",
                                        "--fail-on",
                                        "low",
                                        "--baseline",
                                        baseline.toString(),
                                        estate)
                                .code())
                .isZero();
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws IOException {
        Path folder = home.resolve("none/roll.json");

        CommandLineRun run = at.muster("scan", "--output", folder.toString(), estate);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("muster: ");
        Path roll = made.file("roll.txt", "before");
        at.muster("scan", "--output", roll.toString(), estate);
        assertThat(roll).content().contains("pay.example.com").doesNotContain("before");
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left.map(Path::toString)).noneMatch(it -> it.endsWith(".part"));
        }
    }

    @Test
    void labelsAreFactsOfTheirTarget() {
        assertThat(document("--label", "env=prod", estate).toString())
                .contains("\"label.env\":\"prod\"");
        assertThat(document("--label", "/elsewhere:env=prod", estate).toString())
                .doesNotContain("label.env");
        assertThat(at.muster("scan", "--label", "prod", estate).code()).isEqualTo(2);
    }

    @Test
    void whatIsExcludedIsNotLookedAt() {
        assertThat(
                        document("--exclude", "*.env", "--exclude", "id_*", estate)
                                .path("credentials")
                                .findValuesAsString("type"))
                .contains("x509-certificate")
                .doesNotContain("secret", "ssh-key");
        assertThat(document("--no-secrets", estate).path("credentials").findValuesAsString("type"))
                .contains("ssh-key")
                .doesNotContain("secret");
    }

    @Test
    void aListOfTargetsIsAFileOrStandardInputAndNeverOptions() throws IOException {
        String list = "# ours\n" + estate + "  # all of it\n\n";
        Path file = made.file("targets.txt", list);

        assertThat(at.muster("scan", "@" + file).out()).contains("pay.example.com");
        assertThat(at.typing(list).muster("scan", "-").out()).contains("pay.example.com");
        Path options = made.file("options.txt", "--output=" + home.resolve("stolen") + "\n");
        at.muster("scan", "@" + options);
        assertThat(home.resolve("stolen")).doesNotExist();
    }

    @Test
    void aNameThatWouldControlTheTerminalIsShownHarmless() throws IOException {
        made.file(
                "estate/evil.pem",
                Made.pem(made.certificate("\u001b]0;x\u0007\u202egnp", Duration.ofDays(30))));

        for (String format : new String[] {"table", "json", "csv", "sarif"}) {
            assertThat(at.muster("scan", "--format", format, estate).out())
                    .doesNotContain("\u001b", "\u0007", "\u202e");
        }
    }

    @Test
    void coloursAreForATerminalWithoutNoColor() {
        var terminal = at.property("muster.stdout", "terminal");

        assertThat(terminal.muster("scan", estate).out()).contains("\u001b[");
        assertThat(terminal.variable("NO_COLOR", "1").muster("scan", estate).out())
                .doesNotContain("\u001b");
    }

    @Test
    void progressIsForAWatchedTerminalThatIsNotQuiet() {
        var terminal = at.property("muster.stderr", "terminal");

        assertThat(terminal.muster("scan", estate).err()).contains("\r");
        assertThat(terminal.muster("scan", "--quiet", estate).err()).isEmpty();
    }

    @Test
    void theFingerprintKeyIsMadeOnceForItsOwnerAlone() throws IOException {
        Path key = home.resolve(".local/state/muster/fingerprint.key");
        String first = document(estate).path("about").path("fingerprintKeyId").asString("");

        assertThat(document(estate).path("about").path("fingerprintKeyId").asString(""))
                .isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(OWNER);
        Files.setPosixFilePermissions(
                key, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OTHERS_READ));
        CommandLineRun open = at.muster("scan", estate);
        assertThat(open.code()).isEqualTo(2);
        assertThat(open.err()).contains("chmod 600");
    }

    @Test
    void showTellsEverythingAboutOneThing() throws IOException {
        CommandLineRun file = at.muster("show", estate + "/pay.pem");

        assertThat(file.code()).isZero();
        assertThat(file.out()).contains("pay.example.com", "CN=sound");
        assertThat(at.typing(Made.pem(made.sound())).muster("show", "-").out())
                .contains("CN=sound");
        assertThat(at.muster("show", made.file("t.txt", "nothing").toString()).err())
                .contains("nothing in");
    }
}
