package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.merkle.NoteKey;
import io.muster.seal.SealedDocument;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compliance, reports, post-quantum readiness and bills, from outside.
class EvidenceTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir Path folder;

    private ServerInTest server;
    private String[] bearer;

    @BeforeEach
    void start() throws Exception {
        server = ServerInTest.start(folder.resolve("data"));
        bearer = new String[] {"Authorization", "Bearer " + server.token("read", "write")};
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(server.get(path, bearer).body());
    }

    @Test
    @Timeout(60)
    void eachFrameworkLeadsToItsControlsAndEachControlToItsRows() throws Exception {
        JsonNode frameworks;
        do {
            frameworks = get("/api/v1/compliance").path("items");
        } while (!frameworks.get(0).hasNonNull("counted"));

        assertThat(frameworks).hasSize(7);
        for (JsonNode framework : frameworks) {
            String path = "/api/v1/compliance/" + framework.path("id").asString();
            JsonNode controls = get(path).path("items");
            assertThat(controls).hasSize(framework.path("controls").asInt());
            JsonNode control = get(path + "/" + controls.get(0).path("slug").asString());
            for (JsonNode piece : control.path("evidence")) {
                if (piece.hasNonNull("list")) {
                    String q =
                            URLEncoder.encode(piece.path("q").asString(), StandardCharsets.UTF_8);
                    assertThat(
                                    server.get(
                                                    "/api/v1/%s?q=%s"
                                                            .formatted(
                                                                    piece.path("list").asString(),
                                                                    q),
                                                    bearer)
                                            .statusCode())
                            .isEqualTo(200);
                }
            }
        }
        assertThat(get("/api/v1/evidence/weak-keys/series").path("items")).isNotEmpty();
        assertThat(server.get("/api/v1/compliance/hipaa", bearer).body()).contains("pci-dss");
        assertThat(server.get("/api/v1/compliance/dora/art-99", bearer).statusCode())
                .isEqualTo(404);
    }

    @Test
    @Timeout(60)
    void aReportCanBeCheckedWithTheKeyThatTheServerPublishes() throws Exception {
        NoteKey key = NoteKey.parse(server.get("/api/v1/reports/key", bearer).body());
        Path file = folder.resolve("dora.json");
        Files.writeString(file, server.get("/api/v1/reports/dora", bearer).body());

        assertThat(SealedDocument.open(file).check(key).isWhole()).isTrue();
        assertThat(key.name()).startsWith("muster-reports/");
        assertThat(server.get("/api/v1/reports/dora?format=docx", bearer).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/api/v1/reports/nothing", bearer).statusCode()).isEqualTo(404);
    }

    @Test
    @Timeout(60)
    void aReportThatIsKeptIsListedAndFetched() throws Exception {
        var made =
                server.ask(
                        "POST",
                        "/api/v1/reports",
                        "{\"kind\":\"soc2\",\"format\":\"html\"}",
                        bearer);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

        JsonNode kept = get("/api/v1/reports").path("items").get(0);
        assertThat(kept.path("kind").asString()).isEqualTo("soc2");
        var fetched = server.get(kept.path("href").asString(), bearer);
        assertThat(fetched.body()).startsWith("<!DOCTYPE html>").contains("CC6.1");
        assertThat(fetched.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
    }

    @Test
    @Timeout(60)
    void aBillOfMaterialsGoesOutAndComesBackAsADeclaredList() throws Exception {
        String bill = server.get("/api/v1/reports/cbom?format=json-1.7", bearer).body();
        assertThat(JSON.readTree(bill).path("specVersion").asString()).isEqualTo("1.7");

        String other =
                """
                {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
                 {"type":"cryptographic-asset","name":"pay.example.com","cryptoProperties":
                  {"assetType":"certificate","certificateProperties":{"subjectName":"CN=pay.example.com"}}},
                 {"type":"cryptographic-asset","name":"AES","cryptoProperties":{"assetType":"algorithm"}}]}
                """;
        var taken =
                server.ask(
                        "POST",
                        "/api/v1/imports/cbom?name=Payments",
                        other,
                        "Authorization",
                        bearer[1],
                        "Content-Type",
                        "application/octet-stream");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        assertThat(JSON.readTree(taken.body()).path("declared").asInt()).isEqualTo(1);
        assertThat(get("/api/v1/declared/payments").path("lines").asInt()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void readinessIsAPageOfCredentials() throws Exception {
        assertThat(get("/api/v1/pqc?limit=5").path("items").isArray()).isTrue();
        assertThat(get("/api/v1/pqc/summary").path("sources").get(0).asString()).contains("draft");
    }
}
