package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Posture, growth, coverage, rehearsal and blast radius, from outside.
class OutlookTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir Path folder;

    private ServerInTest server;
    private String[] bearer;

    @BeforeEach
    void start() throws Exception {
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                "estate: {people: 12, rate-limits: [\"*Encrypt*=300/1\"]}"));
        bearer = new String[] {"Authorization", "Bearer " + server.token("read")};
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Timeout(60)
    void nineAxesSayWhatTheyAreMadeOfOrWhyTheyCannot() throws Exception {
        JsonNode radar = counted();

        assertThat(radar.path("items").valueStream().map(it -> it.path("id").asString()))
                .containsExactly(
                        "visibility",
                        "ownership",
                        "automation",
                        "cryptography",
                        "rotation",
                        "revocation",
                        "zero-trust",
                        "post-quantum",
                        "compliance");
        for (JsonNode axis : radar.path("items")) {
            assertThat(axis.path("inputs")).isNotEmpty();
            for (JsonNode input : axis.path("inputs")) {
                assertThat(input.path("counts").asString()).endsWith(".");
                assertThat(input.path("value").isNumber())
                        .as(input.toString())
                        .isNotEqualTo(input.hasNonNull("unknown"));
                if (input.hasNonNull("list")) {
                    assertThat(
                                    ask("/api/v1/"
                                                    + input.path("list").asString()
                                                    + "?q="
                                                    + word(input.path("q").asString()))
                                            .statusCode())
                            .as(input.toString())
                            .isEqualTo(200);
                }
            }
        }
        assertThat(ask("/api/v1/metrics/posture/visibility/series").statusCode()).isEqualTo(200);
        assertThat(ask("/api/v1/metrics/posture/nothing/series").body()).contains("post-quantum");
    }

    @Test
    @Timeout(60)
    void whoHasScannedNothingGetsTheSameAxesFromEstimates() throws Exception {
        JsonNode radar =
                get(
                        "/api/v1/metrics/posture-assessment?answers=owned:80,classified:40,short-lived:10");

        assertThat(radar.path("items").get(1).path("value").asDouble()).isEqualTo(60);
        assertThat(radar.path("items").get(2).path("value").asDouble()).isEqualTo(10);
        assertThat(radar.path("items").get(0).hasNonNull("value")).isFalse();
        assertThat(radar.path("score").asDouble()).isEqualTo(35);
        assertThat(radar.path("weakest").get(0).asString()).isEqualTo("automation");
        for (String wrong :
                new String[] {"x:1", "owned:101", "owned:1,owned:2", "owned", "owned:-1"}) {
            assertThat(
                            ask("/api/v1/metrics/posture-assessment?answers=" + word(wrong))
                                    .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    @Timeout(60)
    void growthKnowsThePeopleOfTheConfiguration() throws Exception {
        counted();
        JsonNode growth = get("/api/v1/metrics/growth");

        assertThat(growth.path("people").asLong()).isEqualTo(12);
        assertThat(growth.path("ratio").isNumber()).isTrue();
        assertThat(growth.path("items").valueStream().map(it -> it.path("id").asString()))
                .contains("machines", "people");
        assertThat(growth.path("items").get(0).path("unknown").asString()).contains("14 days");
    }

    @Test
    @Timeout(60)
    void withoutANumberOfTheConfigurationGrowthCountsTheDirectory() throws Exception {
        server.close();
        server = ServerInTest.start(folder.resolve("data"));
        ScimClient provider = new ScimClient(server, server.token("directory"));
        String _ = provider.add("anna", "1", "");
        String _ = provider.add("bea", "2", "");
        String _ = provider.add("carl", "3", ",\"active\":false");
        bearer = new String[] {"Authorization", "Bearer " + server.token("read")};
        JsonNode growth = get("/api/v1/metrics/growth");

        assertThat(growth.path("people").asLong()).isEqualTo(2);
        assertThat(growth.path("peopleFrom").asString()).contains("directory");
    }

    @Test
    @Timeout(60)
    void anEmptyEstateHasNothingUnseenNothingToRehearseAndNothingToFall() throws Exception {
        JsonNode coverage = get("/api/v1/coverage");
        JsonNode plan = get("/api/v1/rehearsal?until=2029-12-31");

        assertThat(coverage.path("unseen")).isEmpty();
        assertThat(coverage.path("assumption").asString()).contains("independently");
        assertThat(plan.path("certificates").asLong()).isZero();
        assertThat(plan.path("calendar").valueStream().map(it -> it.path("daysMax").asInt()))
                .containsExactly(398, 200, 100, 47);
        assertThat(plan.path("limits").get(0).asString()).isEqualTo("*Encrypt*=300/1");
        assertThat(get("/api/v1/rehearsal/client-authentication").path("items")).isEmpty();
        assertThat(ask("/api/v1/rehearsal?until=2020-01-01").statusCode()).isEqualTo(400);
        assertThat(ask("/api/v1/rehearsal?until=soon").statusCode()).isEqualTo(400);
        assertThat(ask("/api/v1/graph/blast-radius?from=nobody").statusCode()).isEqualTo(404);
        assertThat(ask("/api/v1/graph/blast-radius?from=credential:xyz").statusCode())
                .isBetween(400, 404);
        assertThat(ask("/api/v1/graph/blast-radius").statusCode()).isEqualTo(400);
    }

    /// The axes, as soon as they were counted.
    private JsonNode counted() throws Exception {
        JsonNode radar;
        do {
            radar = get("/api/v1/metrics/posture");
        } while (!radar.path("items").get(0).hasNonNull("at"));
        return radar;
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return server.get(path, bearer);
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
