package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets that were planted never come out again: not in a result, a message, a file of ours or
/// the list of processes.
class CanariesTest {
    private static final int PIECE = 12;
    private static final List<String> FORMATS =
            List.of("table", "json", "jsonl", "csv", "sarif", "cyclonedx", "cyclonedx-1.7");

    @TempDir private static Path folder;
    private static Sandbox sandbox;

    /// Every planted value, whole and in pieces, as it is and as programs write such things.
    private static Set<String> canaries = Set.of();

    @BeforeAll
    static void plant() throws Exception {
        sandbox = Sandbox.in(folder).with("-Dmuster.columns=400");
        List<String> values = new ArrayList<>();
        var plants = Plants.of(7);
        for (String variable : List.of("app/.env", "app/settings.ini", "app/run.sh")) {
            String github = plants.withChecksum("ghp" + "_");
            String stripe = plants.stripe();
            String slack = plants.slack();
            String token = plants.jsonWebToken("https://login.example.test");
            String password = plants.text(24);
            values.addAll(List.of(github, stripe, slack, token, password));
            sandbox.write(
                    variable,
                    """
                    GITHUB_TOKEN=%s
                    STRIPE_KEY=%s
                    SLACK_TOKEN=%s
                    AUTHORIZATION="Bearer %s"
                    DATABASE_URL=postgres://app:%s@db.example.test/pay
                    """
                            .formatted(github, stripe, slack, token, password));
        }
        String access = plants.text(40);
        String typed = plants.text(20);
        String nested = plants.text(32);
        values.addAll(List.of(access, typed, nested));
        sandbox.write(
                "aws/credentials",
                "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                        .formatted(plants.awsKeyId(), access));
        sandbox.write(
                "app/web.xml",
                "<bean><property name=\"password\" value=\"" + typed + "\"/></bean>");
        sandbox.write(
                "app/values.yaml",
                "kind: Secret\napiVersion: v1\nmetadata: {name: pay}\nstringData:\n  api_key: %s\n"
                        .formatted(nested));
        values.add(privateKey("tls.key", "genpkey -algorithm ed25519"));
        values.add(privateKey("rsa.key", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048"));
        sandbox.tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "id");
        values.add(base64(Files.readString(sandbox.file("id"))));
        String passphrase = plants.text(20);
        values.add(passphrase);
        Files.writeString(sandbox.root().resolve("passwords"), passphrase + "\n");
        String command = "openssl genpkey -algorithm ed25519 -aes256 -out locked.key -pass pass:";
        sandbox.tool((command + passphrase).split(" "));
        history(values, plants);
        canaries = pieces(values);
    }

    private static String privateKey(String file, String command) throws Exception {
        sandbox.tool(("openssl " + command + " -out " + file).split(" "));
        return base64(Files.readString(sandbox.file(file)));
    }

    private static String base64(String pem) {
        return pem.replaceAll("-----[^-]*-----", "").replaceAll("\\s", "");
    }

    private static void history(List<String> values, Plants plants) throws Exception {
        String deleted = plants.withChecksum("npm" + "_");
        values.add(deleted);
        Path repository = sandbox.file("repo");
        sandbox.tool("git", "init", "-q", repository.toString());
        sandbox.write("repo/.npmrc", "//registry.example.test/:_authToken=" + deleted + "\n");
        for (String message : List.of("first", "second")) {
            sandbox.tool(repository, "git", "add", "-A");
            sandbox.tool(
                    repository,
                    "git",
                    "-c",
                    "user.name=A",
                    "-c",
                    "user.email=a@b.example",
                    "commit",
                    "-q",
                    "-m",
                    message);
            Files.deleteIfExists(sandbox.file("repo/.npmrc"));
        }
    }

    /// A secret is out when half of it is: so every piece of a dozen characters is looked for.
    ///
    /// What all values of a kind share (the head of a token, the envelope of a key) is no secret.
    private static Set<String> pieces(List<String> values) {
        Set<String> pieces = new LinkedHashSet<>();
        for (String value : values) {
            int from = start(value);
            for (int i = from; i + PIECE <= value.length(); i += PIECE / 2) {
                pieces.add(value.substring(i, i + PIECE));
            }
            byte[] bytes = value.substring(from).getBytes(StandardCharsets.UTF_8);
            pieces.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
            pieces.add(HexFormat.of().formatHex(bytes));
            pieces.add(HexFormat.of().withUpperCase().formatHex(bytes));
            pieces.add(URLEncoder.encode(value.substring(from), StandardCharsets.UTF_8));
        }
        return pieces;
    }

    private static int start(String value) {
        Matcher head =
                Pattern.compile(
                                "ghp_|npm_|sk_live_|xoxb-|eyJ[^.]*\\.[^.]*\\.|MC4CAQAwBQYDK2VwBCIEI"
                                        + "|MII.{40}|b3BlbnNzaC1rZXktdjEAAAAA.{100}")
                        .matcher(value);
        return head.lookingAt() ? head.end() : 0;
    }

    private static void assertClean(String about, String text) {
        assertThat(canaries.stream().filter(text::contains)).as(about).isEmpty();
    }

    private static void assertClean(Run run, String about) throws IOException {
        assertClean(about + ", standard output", run.output());
        assertClean(about + ", standard error", run.errors());
        try (Stream<Path> files = Files.walk(sandbox.home())) {
            files.filter(Files::isRegularFile).forEach(it -> assertClean(about + ", " + it, it));
        }
        assertThat(sandbox.temporary()).as(about).isEmptyDirectory();
    }

    private static void assertClean(String about, Path file) {
        try {
            assertClean(about, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] scan(String format) {
        return new String[] {
            "scan",
            sandbox.tree().toString(),
            sandbox.file("repo").toString(),
            "--password-file",
            sandbox.root().resolve("passwords").toString(),
            "--format",
            format
        };
    }

    @Test
    void noFormatHoldsAValue() throws Exception {
        for (String format : FORMATS) {
            Run run = sandbox.muster(scan(format));

            assertThat(run.code()).as(run.errors()).isZero();
            assertThat(run.output()).contains("ghp_****").contains("npm_****");
            assertClean(run, format);
        }
    }

    /// What is found is what was planted: else the other tests would prove nothing.
    @Test
    void everyPlantIsFound() throws Exception {
        Document document =
                sandbox.scan(sandbox.tree().toString(), sandbox.file("repo").toString());

        for (String file : List.of("app/.env", "app/settings.ini", "app/run.sh")) {
            for (int line = 1; line <= 5; line++) {
                assertThat(document.at(file + "#L" + line)).as(file).contains("secret stored");
            }
        }
        assertThat(document.at("aws/credentials#L3")).contains("secret stored");
        assertThat(document.at("app/web.xml#L1")).contains("secret stored");
        assertThat(document.at("app/values.yaml#L5")).contains("secret stored");
    }

    @Test
    void noOtherCommandAndNoErrorHoldsAValue() throws Exception {
        Path env = sandbox.file("app/.env");
        Path key = sandbox.file("tls.key");
        assertClean(sandbox.muster("show", env.toString()), "show");
        assertClean(sandbox.muster("show", key.toString()), "show of a key");
        assertClean(sandbox.muster(env, "show", "-"), "show of standard input");
        assertClean(sandbox.muster("lint", key.toString()), "lint");
        assertClean(
                sandbox.muster("scan", "--policy", env.toString(), key.toString()), "as policy");
        assertClean(
                sandbox.muster("scan", "--config", env.toString(), key.toString()),
                "as configuration");
        assertClean(
                sandbox.muster("scan", "--baseline", env.toString(), key.toString()),
                "as baseline");
        assertClean(
                sandbox.muster("scan", "--declared", env.toString(), key.toString()),
                "as declared list");
    }

    @Test
    void nothingLiesAboutWhileARunIsUnderWay() throws Exception {
        var over = new AtomicBoolean();
        List<String> leaks = new ArrayList<>();
        Thread watch =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!over.get()) {
                                look(leaks);
                            }
                        });
        Run run = sandbox.muster(scan("json"));
        over.set(true);
        watch.join();

        assertThat(run.code()).isZero();
        assertThat(leaks).isEmpty();
    }

    /// Files that the run makes and the arguments of every process.
    private static void look(List<String> leaks) {
        ProcessHandle.allProcesses()
                .map(it -> it.info().commandLine().orElse(""))
                .filter(it -> canaries.stream().anyMatch(it::contains))
                .forEach(_ -> leaks.add("the arguments of a process"));
        try (Stream<Path> files = Files.walk(sandbox.temporary())) {
            files.filter(Files::isRegularFile)
                    .filter(CanariesTest::holdsAValue)
                    .forEach(it -> leaks.add(it.toString()));
        } catch (IOException | UncheckedIOException e) {
            // A folder that went while it was read holds nothing any more.
        }
    }

    private static boolean holdsAValue(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return canaries.stream().anyMatch(text::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
