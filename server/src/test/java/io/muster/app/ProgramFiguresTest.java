package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of the program, from outside.
class ProgramFiguresTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir Path folder;

    private ServerInTest server;
    private String[] bearer;

    @BeforeEach
    void start() throws Exception {
        server = ServerInTest.start(folder.resolve("data"));
        bearer = new String[] {"Authorization", "Bearer " + server.token("read")};
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Timeout(60)
    void sixFiguresSayWhatTheyCountOrWhyTheyCannot() throws Exception {
        JsonNode items = measured();

        assertThat(items.valueStream().map(it -> it.path("id").asString()))
                .containsExactly(
                        "inventory-coverage",
                        "expiring-7d",
                        "orphans",
                        "age-against-policy",
                        "failed-rotations",
                        "unused-90d");
        for (JsonNode item : items) {
            assertThat(item.path("target").isNumber()).isTrue();
            assertThat(item.path("alert").isNumber()).isTrue();
            assertThat(item.path("counts").asString()).endsWith(".");
            assertThat(item.path("value").isNumber())
                    .as(item.toString())
                    .isNotEqualTo(item.path("state").asString().equals("unknown"))
                    .isNotEqualTo(item.hasNonNull("unknown"));
        }
        JsonNode rotations = items.get(4);
        assertThat(rotations.hasNonNull("value")).isFalse();
        assertThat(rotations.path("unknown").asString()).contains("does not rotate");
        assertThat(items.get(1).path("value").asDouble()).isZero();
        assertThat(items.get(1).path("state").asString()).isEqualTo("good");
    }

    @Test
    @Timeout(60)
    void everyQueryOfAFigureCanBeAsked() throws Exception {
        for (JsonNode item : measured()) {
            if (item.hasNonNull("list")) {
                String query = URLEncoder.encode(item.path("q").asString(), StandardCharsets.UTF_8);
                assertThat(
                                server.get(
                                                "/api/v1/"
                                                        + item.path("list").asString()
                                                        + "?q="
                                                        + query,
                                                bearer)
                                        .statusCode())
                        .as(item.toString())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    @Timeout(60)
    void aDayHasOneMeasureAndPrometheusTheLast() throws Exception {
        measured();
        JsonNode series = get("/api/v1/metrics/program/expiring-7d/series?days=7");

        assertThat(series.path("items")).hasSizeBetween(1, 2);
        assertThat(series.path("items").get(0).path("value").asDouble()).isZero();
        assertThat(get("/api/v1/metrics/program/failed-rotations/series").path("items")).isEmpty();
        assertThat(server.get("/api/v1/metrics/program/uptime/series", bearer).body())
                .contains("inventory-coverage");
        assertThat(server.get("/metrics", bearer).body())
                .contains(
                        "muster_program{metric=\"expiring-7d\"} 0\n",
                        "muster_program{metric=\"failed-rotations\"} NaN\n");
    }

    /// The figures, as soon as they were counted.
    private JsonNode measured() throws Exception {
        JsonNode items;
        do {
            items = get("/api/v1/metrics/program").path("items");
        } while (!items.get(1).hasNonNull("value"));
        return items;
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(server.get(path, bearer).body());
    }
}
