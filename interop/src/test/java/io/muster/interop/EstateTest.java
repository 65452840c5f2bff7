package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.testing.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything on one small machine, as `muster scan` tells it.
class EstateTest {
    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private static Document document;

    @BeforeAll
    static void makeAndScan() throws Exception {
        sandbox = Sandbox.in(folder);
        new Machine(sandbox).make();
        Files.writeString(sandbox.root().resolve("passwords"), "open sesame\n");
        document = sandbox.scan(words());
    }

    private static String[] words() {
        return new String[] {
            sandbox.tree().toString(),
            sandbox.file("repo").toString(),
            "--password-file",
            sandbox.root().resolve("passwords").toString(),
            "--label",
            "env=prod"
        };
    }

    @Test
    void everyCredentialIsFoundOnceAndNothingElse() {
        assertThat(document.types())
                .isEqualTo(
                        Map.of(
                                "x509-certificate", 6L,
                                "public-key", 6L,
                                "ssh-key", 3L,
                                "secret", 4L,
                                "pgp-key", 1L,
                                "json-web-key", 1L,
                                "sealed-container", 1L));
        assertThat(document.json().get("unreadable")).isEmpty();
        assertThat(document.json().get("failed")).isEmpty();
        assertThat(document.run().errors()).isEmpty();
        assertThat(document.run().code()).isZero();
    }

    @Test
    void whatLiesInAFileIsWhatTheToolsPutThere() {
        String certificate = "x509-certificate stored";
        String key = "public-key private-key";
        assertThat(document.at("web/chain.pem")).containsExactly(certificate, certificate);
        assertThat(document.at("web/pay.csr")).containsExactly("public-key requested");
        assertThat(document.at("web/pay.key")).containsExactly(key);
        assertThat(document.at("locked/key.p8")).containsExactly("sealed-container stored");
        assertThat(document.at("stores/batch.p12")).containsExactly(key, certificate);
        assertThat(document.at("stores/signer.jks")).containsExactly(key, certificate);
        assertThat(document.at("ssh/id_ed25519")).containsExactly("ssh-key private-key");
        assertThat(document.at("ssh/id_locked.pub")).containsExactly("ssh-key stored");
        assertThat(document.at("ssh/authorized_keys")).containsExactly("ssh-key authorized");
        assertThat(document.at("ssh/known_hosts")).containsExactly("ssh-key trusted");
        assertThat(document.at("pgp/release.asc")).containsExactly("pgp-key stored");
        assertThat(document.at("app/jwks.json")).containsExactly("json-web-key stored");
        assertThat(document.at("app/kubeconfig")).containsExactly(key, certificate);
        assertThat(document.at("zip/signed.jar!/META-INF/SIGNER.EC"))
                .containsExactly("x509-certificate signed");
        assertThat(document.at("zip/outer.zip!/inner.zip!/deep.pem")).containsExactly(certificate);
        assertThat(document.at(":old.key")).containsExactly(key);
    }

    @Test
    void eachSecretIsOfTheKindThatIssuedIt() {
        for (String kind : List.of("github-token", "npm-token", "stripe-key", "slack-bot-token")) {
            assertThat(document.credentials())
                    .filteredOn(it -> it.path("kind").asString("").equals(kind))
                    .singleElement()
                    .satisfies(
                            it -> assertThat(Document.rules(it)).containsExactly("secret-in-file"));
        }
    }

    @Test
    void whatIsWrongIsSaidAndNothingElse() {
        assertThat(Document.rules(document.one("web/pay.key", "private-key")))
                .containsExactly("private-key-readable");
        assertThat(Document.rules(document.one("locked/key.p8", "stored")))
                .containsExactly("sealed");
        assertThat(Document.rules(document.one("ssh/id_ed25519", "private-key")))
                .containsExactly("ssh-key-without-passphrase");
        assertThat(Document.rules(document.one("ssh/id_locked", "private-key"))).isEmpty();
        assertThat(Document.rules(document.one(":old.key", "private-key")))
                .containsExactly("private-key-in-repository");
        assertThat(Document.rules(document.one("ca/ca.pem", "stored")))
                .containsExactly("private-key-beside-certificate");
        assertThat(document.json().at("/summary/findings/critical").asInt()).isEqualTo(1);
        assertThat(document.json().at("/summary/findings/high").asInt()).isEqualTo(5);
        assertThat(document.json().at("/summary/findings/medium").asInt()).isEqualTo(1);
    }

    /// The certificate, its request and its key belong to one service, whose server says so.
    @Test
    void theServerNamesWhatItUsesAndTheServiceOwnsIt() {
        JsonNode certificate =
                document.credentials().stream()
                        .filter(it -> it.path("subject").asString("").equals("CN=pay.example.test"))
                        .findFirst()
                        .orElseThrow();
        JsonNode key = document.one("web/pay.key", "private-key");
        assertThat(certificate.at("/facts/usedBy/0").asString())
                .isEqualTo("nginx pay.example.test:443");
        assertThat(key.at("/facts/usedBy/0").asString()).isEqualTo("nginx pay.example.test:443");
        assertThat(Document.identities(key)).isEqualTo(Document.identities(certificate));
        assertThat(Document.identities(key))
                .singleElement()
                .asString()
                .startsWith("service ")
                .endsWith(" pay.example.test");
        assertThat(document.one("web/pay.csr", "requested")).isEqualTo(key);
    }

    @Test
    void whoDeployedWhatIsKnownByName() {
        assertThat(document.identities())
                .anyMatch(it -> it.matches("certificate-authority .* CN=Example-CA,O=Example"))
                .anyMatch(it -> it.matches("signer .*release@example.test"));
        assertThat(document.one("ssh/known_hosts", "trusted").get("foreign").asBoolean()).isTrue();
        assertThat(document.one("ssh/id_ed25519.pub", "stored"))
                .isEqualTo(document.one("ssh/authorized_keys", "authorized"));
        assertThat(document.json().at("/grants/0/right").asString()).isEqualTo("login");
        assertThat(
                        document.one("app/kubeconfig", "private-key")
                                .at("/sightings/0/facts/line")
                                .asInt())
                .isEqualTo(14);
        JsonNode inHistory = document.one(":old.key", "private-key").at("/sightings/0/facts");
        assertThat(inHistory.get("inHead").asBoolean()).isFalse();
        assertThat(inHistory.get("author").asString()).isEqualTo("Ada");
    }

    @Test
    void everyOtherFormatIsAsItsStandardSays() throws Exception {
        assertThat(schema("sarif/sarif-schema-2.1.0.json").validate(json("sarif"))).isEmpty();
        JsonNode bill = json("cyclonedx");
        assertThat(bill.get("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(bill.get("components")).isNotEmpty();
        assertThat(scan("jsonl").lines().map(it -> JsonMapper.shared().readTree(it)))
                .hasSizeGreaterThan(document.credentials().size());
        assertThat(scan("csv").lines()).hasSizeGreaterThan(document.credentials().size());
        assertThat(scan("table")).contains("pay.example.test");
    }

    private static Schema schema(String name) throws Exception {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(Files.readString(Corpus.standard(name)));
    }

    private static JsonNode json(String format) throws Exception {
        return JsonMapper.shared().readTree(scan(format));
    }

    private static String scan(String format) throws Exception {
        String[] words = new String[words().length + 3];
        System.arraycopy(words(), 0, words, 1, words().length);
        words[0] = "scan";
        words[words.length - 2] = "--format";
        words[words.length - 1] = format;
        Run run = sandbox.muster(words);
        assertThat(run.errors()).isEmpty();
        assertThat(run.code()).isZero();
        return run.output();
    }
}
