package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.testing.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What we ship to run the server with, against the server and by the tools that read it.
class DeployTest {
    private static final Path DEPLOY = Path.of("../deploy");
    private static final Pattern METRIC = Pattern.compile("\\bmuster_[a-z_]+");

    @TempDir Path folder;

    @Test
    void everyMetricOfTheDashboardIsThere() throws Exception {
        JsonNode dashboard =
                JsonMapper.shared()
                        .readTree(Files.readString(DEPLOY.resolve("grafana/muster.json")));
        Set<String> named = new TreeSet<>();
        for (JsonNode target : dashboard.path("panels").findValues("targets")) {
            target.forEach(it -> named.addAll(metrics(it.path("expr").asString(""))));
        }
        assertThat(named).hasSizeGreaterThan(10);
        try (ServerInTest server = ServerInTest.start(folder)) {
            String token = server.token("read");
            String text = "";
            // Some are counted first a moment after the start.
            while (!metrics(text).containsAll(named)) {
                assertThat(missing(named, text))
                        .as("only what upkeep counts may come later")
                        .isSubsetOf(
                                "muster_retention_rows_total",
                                "muster_access_swept_total",
                                "muster_http_requests_total",
                                "muster_runs_interrupted_total");
                Thread.onSpinWait();
                text = server.get("/metrics", "Authorization", "Bearer " + token).body();
            }
        }
    }

    private static Set<String> missing(Set<String> named, String text) {
        if (text.isEmpty()) {
            return Set.of();
        }
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(metrics(text));
        return missing;
    }

    private static Set<String> metrics(String text) {
        Set<String> found = new TreeSet<>();
        Matcher names = METRIC.matcher(text);
        while (names.find()) {
            found.add(names.group());
        }
        return found;
    }

    @Test
    void aContainerKnowsWhetherItsServerIsWell() throws Exception {
        try (ServerInTest server = ServerInTest.start(folder)) {
            String port = Integer.toString(server.app.listeners().plainPort());
            assertThat(run("bash", DEPLOY.resolve("container/healthy").toString(), port).status())
                    .isZero();
        }
        assertThat(run("bash", DEPLOY.resolve("container/healthy").toString(), "1").status())
                .isNotZero();
    }

    @Test
    void systemdReadsTheUnitAndFindsLittleExposed() throws Exception {
        Path tool = tool("systemd-analyze");
        // What is to be started is not installed here.
        Path unit = folder.resolve("muster.service");
        Files.writeString(
                unit,
                Files.readString(DEPLOY.resolve("systemd/muster.service"))
                        .replace("/opt/muster/muster serve", "/bin/true"));
        Ended verified = run(tool.toString(), "verify", unit.toString());
        assertThat(verified.out()).isEmpty();
        assertThat(verified.status()).isZero();
        Ended exposure =
                run(
                        tool.toString(),
                        "security",
                        "--offline=yes",
                        "--threshold=15",
                        unit.toString());
        assertThat(exposure.status()).as(exposure.out()).isZero();
    }

    @Test
    void helmReadsTheChart() throws Exception {
        Path tool = tool("helm");
        String chart = DEPLOY.resolve("helm/muster").toString();
        Ended lint =
                run(
                        tool.toString(),
                        "lint",
                        "--strict",
                        chart,
                        "--set",
                        "image.repository=r/muster");
        assertThat(lint.status()).as(lint.out()).isZero();
        String version = "--kube-version=1.30.0";
        assertThat(run(tool.toString(), "template", "muster", chart, version).status())
                .as("an image must be named")
                .isNotZero();
    }

    @Test
    void whatTheImageIsMadeOfIsThereAndRunsWithoutRoot() throws IOException {
        String text = Files.readString(DEPLOY.resolve("container/Containerfile"));
        assertThat(text).contains("\nUSER 10001:10001\n").contains("\nHEALTHCHECK ");
        for (String file : List.of("muster", "healthy")) {
            assertThat(DEPLOY.resolve("container").resolve(file)).isExecutable();
        }
    }

    private static Path tool(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(it -> Path.of(it).resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> Missing.here("not installed: " + name));
    }

    private record Ended(int status, String out) {}

    private static Ended run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(new ArrayList<>(List.of(command)))
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }
}
