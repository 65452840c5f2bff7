package io.muster.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.testing.Corpus;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormatsTest {
    private static final Pattern DANGEROUS = Pattern.compile("[\u001b\u202e]");

    private static String written(String format) throws IOException {
        StringWriter out = new StringWriter();
        Formats.FOR_PROGRAMS.get(format).write(Results.sample(), out);
        return out.toString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void theDocumentIsAsItsSchemaSays() throws IOException {
        try (var text = Formats.class.getResourceAsStream("scan-document.schema.json")) {
            Schema schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(schema.validate(json(written("json")))).isEmpty();
        }
    }

    @Test
    void sarifIsAsItsSchemaSays() throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                        .getSchema(
                                Files.readString(Corpus.standard("sarif/sarif-schema-2.1.0.json")));

        assertThat(schema.validate(json(written("sarif")))).isEmpty();
        assertThat(json(written("sarif")).at("/runs/0/results")).hasSizeGreaterThan(3);
    }

    /// SARIF 2.1.0, 3.27.9 and 3.27.10: what is no failure has no level, and the other way round.
    @Test
    void aResultHasALevelWhenItIsAFailure() throws IOException {
        assertThat(json(written("sarif")).at("/runs/0/results"))
                .allSatisfy(it ->
                        assertThat(it.path("kind").asString("fail").equals("fail"))
                                .isEqualTo(!it.path("level").asString().equals("none")));
    }

    /// SARIF 2.1.0, 3.27.6 and 3.27.17.
    @Test
    void aResultPointsAtItsRuleAndIsKnownAgain() throws IOException {
        JsonNode run = json(written("sarif")).at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");
        List<String> marks = new ArrayList<>();
        for (JsonNode result : run.path("results")) {
            assertThat(rules.path(result.path("ruleIndex").asInt()).path("id"))
                    .isEqualTo(result.path("ruleId"));
            marks.add(result.at("/partialFingerprints/musterCredential~1v1").asString());
        }
        assertThat(marks).isNotEmpty().doesNotHaveDuplicates().allMatch(it -> it.length() == 64);
        assertThat(written("sarif")).isEqualTo(written("sarif"));
    }

    /// RFC 3986, 2.1: a percent sign that encodes nothing is encoded itself.
    @ParameterizedTest
    @CsvSource({
        "file://h/a b, file://h/a%20b",
        "file://h/100%/k, file://h/100%25/k",
        "file://h/a%0Ab, file://h/a%0Ab",
        "file://h/%, file://h/%25",
        "file://h/%4, file://h/%254",
        "file://h/[x]#y, file://h/%5Bx%5D%23y",
        "file://h/\u00fc, file://h/%C3%BC"
    })
    void aPlaceIsAUri(String place, String uri) {
        assertThat(SarifWriter.uri(place)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6", "1.7"})
    void cycloneDxIsAsItsSchemaSays(String version) throws IOException {
        String format = version.equals("1.6") ? "cyclonedx" : "cyclonedx-" + version;

        assertThat(BillSchema.errors(version, written(format))).isEmpty();
        assertThat(json(written(format)).at("/components")).hasSizeGreaterThan(5);
    }

    /// What names another asset names one of the bill, and each asset is listed once.
    @ParameterizedTest
    @ValueSource(strings = {"cyclonedx", "cyclonedx-1.7"})
    void everyReferenceOfABillLeadsToOneOfItsComponents(String format) throws IOException {
        JsonNode bill = json(written(format));

        List<String> listed =
                bill.at("/components")
                        .valueStream()
                        .map(it -> it.get("bom-ref").asString())
                        .toList();
        List<String> named =
                Stream.of("signatureAlgorithmRef", "subjectPublicKeyRef", "algorithmRef", "ref")
                        .flatMap(it -> bill.findValuesAsString(it).stream())
                        .toList();
        assertThat(listed).doesNotHaveDuplicates().containsAll(named);
        bill.at("/dependencies")
                .forEach(it -> {
                    List<String> dependsOn =
                            it.path("dependsOn").valueStream().map(JsonNode::asString).toList();
                    assertThat(listed).containsAll(dependsOn);
                    assertThat(dependsOn).isSorted();
                });
    }

    @Test
    void aCertificateDependsOnItsSignatureItsKeyAndItsIssuer() throws IOException {
        JsonNode bill = json(written("cyclonedx-1.7"));
        String id = Results.certificate("pay.example.com").id().toString();
        String issuer = Results.authority().id().toString();

        List<String> dependsOn =
                bill.at("/dependencies")
                        .valueStream()
                        .filter(it -> it.get("ref").asString().endsWith(id))
                        .flatMap(it -> it.get("dependsOn").valueStream())
                        .map(JsonNode::asString)
                        .toList();

        assertThat(dependsOn)
                .containsExactly(
                        "crypto/algorithm/ecdsa-with-sha256@1.2.840.10045.4.3.2",
                        "crypto/public-key/"
                                + Results.bytes("key of pay.example.com").sha256().toHex(),
                        "crypto/x509-certificate/" + issuer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "csv", "sarif", "cyclonedx", "cyclonedx-1.7"})
    void noFormatCarriesTerminalEscapesOrBidirectionalTricks(String format) throws IOException {
        assertThat(written(format)).doesNotContainPattern(DANGEROUS);
    }

    @Test
    void theTableCarriesNoEscapeOfACertificateEither() throws IOException {
        StringWriter out = new StringWriter();
        new TableWriter(120, Ink.NONE, 100).write(Results.sample(), out);

        assertThat(out.toString())
                .doesNotContainPattern(DANGEROUS)
                .contains("pay.example.com")
                .contains("was last used on 2024-02-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "sarif"})
    void anAccountThatNobodyUsesIsTold(String format) throws IOException {
        assertThat(written(format)).contains("was last used on 2024-02-01");
    }

    @Test
    void aBaselineKnowsTheFindingsOfAccounts(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("muster.json"), written("json"));

        assertThat(Baseline.read(file))
                .contains("unused " + Results.sample().accounts().getFirst().account().id());
    }

    @Test
    void aCellIsNeverAFormula() {
        assertThat(Clean.cell("=cmd|' /C calc'!A0")).startsWith("'=");
        assertThat(Clean.cell("@SUM(1)")).startsWith("'@");
        assertThat(Clean.cell("pay.example.com")).isEqualTo("pay.example.com");
    }

    @Test
    void everyLineOfJsonLinesIsAnObjectWithOneMember() throws IOException {
        assertThat(written("jsonl").lines().map(FormatsTest::json))
                .hasSizeGreaterThan(6)
                .allSatisfy(it -> assertThat(it.size()).isEqualTo(1));
    }
}
