package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.monitor.ProgramMetric;
import io.muster.testing.Missing;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules for Prometheus that we ship, by its own tool.
class PrometheusRulesTest {
    private static final Path RULES = Path.of("../deploy/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @TempDir Path folder;

    @Test
    void promtoolFindsNothingWrongWithTheFigures() throws Exception {
        if (!Files.isExecutable(PROMTOOL)) {
            throw Missing.here("not installed: prometheus");
        }
        try (ServerInTest server =
                ServerInTest.start(ServerInTest.settings(folder.resolve("data"), ""))) {
            HttpResponse<String> metrics =
                    server.get("/metrics", "Authorization", "Bearer " + server.token("read"));
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            it -> assertThat(it).startsWith("text/plain; version=0.0.4"));
            Process process =
                    new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                            .redirectErrorStream(true)
                            .start();
            try (var out = process.getOutputStream()) {
                out.write(metrics.body().getBytes(StandardCharsets.UTF_8));
            }
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
    }

    @Test
    void promtoolReadsTheRulesAndTheyFireWhenTheyShould() throws Exception {
        if (!Files.isExecutable(PROMTOOL)) {
            throw Missing.here("not installed: prometheus");
        }
        assertThat(promtool("check", "rules", "alerts.yml")).contains("SUCCESS");
        assertThat(promtool("test", "rules", "alerts.test.yml")).contains("SUCCESS");
    }

    @Test
    void thereIsARuleForEveryFigureAtItsAlertLine() throws IOException {
        String rules = Files.readString(RULES.resolve("alerts.yml"));
        for (ProgramMetric metric : ProgramMetric.values()) {
            String sign = metric.line().wanted() == ProgramMetric.Wanted.ABOVE ? "<" : ">";
            assertThat(rules)
                    .contains(
                            "muster_program{metric=\"%s\"} %s %d\n"
                                    .formatted(metric, sign, metric.line().alert()));
        }
    }

    private static String promtool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(PROMTOOL.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(RULES.toFile())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
