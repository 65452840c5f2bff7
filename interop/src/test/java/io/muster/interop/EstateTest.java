package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.testing.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One small machine, all of whose credentials were made by the tools that people make them with.
class EstateTest {
    private static final String KEYTOOL = tool("keytool");
    private static final String JARSIGNER = tool("jarsigner");

    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private static Document document;

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @BeforeAll
    static void makeAndScan() throws Exception {
        sandbox = Sandbox.in(folder);
        for (String name : List.of("ca", "web", "locked", "stores", "ssh", "pgp", "app", "zip")) {
            Files.createDirectory(sandbox.file(name));
        }
        web();
        stores();
        ssh();
        pgp();
        applications();
        archives();
        repository();
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

    /// A CA, a certificate of it whose key everybody may read, and the server that uses both.
    private static void web() throws Exception {
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout ca/ca.key -out ca/ca.pem"
                        + " -subj /O=Example/CN=Example-CA -days 3000");
        openssl(
                "req -newkey rsa:2048 -nodes -keyout web/pay.key -out web/pay.csr"
                        + " -subj /CN=pay.example.test"
                        + " -addext subjectAltName=DNS:pay.example.test");
        openssl(
                "x509 -req -in web/pay.csr -CA ca/ca.pem -CAkey ca/ca.key -copy_extensions copy"
                        + " -days 60 -out web/pay.pem");
        Files.writeString(
                sandbox.file("web/chain.pem"),
                Files.readString(sandbox.file("web/pay.pem"))
                        + Files.readString(sandbox.file("ca/ca.pem")));
        Files.delete(sandbox.file("web/pay.pem"));
        mode("web/pay.key", "rw-r--r--");
        sandbox.write(
                "web/nginx.conf",
                """
                server {
                  listen 443 ssl;
                  server_name pay.example.test;
                  ssl_certificate chain.pem;
                  ssl_certificate_key pay.key;
                }
                """);
        openssl(
                "genpkey -algorithm ed25519 -out locked/key.p8 -aes256"
                        + " -pass pass:nobody-was-told");
    }

    private static void stores() throws Exception {
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tmp.key"
                        + " -out tmp.pem -subj /CN=batch.example.test -days 400");
        sandbox.tool(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                "tmp.pem",
                "-inkey",
                "tmp.key",
                "-out",
                "stores/batch.p12",
                "-passout",
                "pass:open sesame");
        Files.delete(sandbox.file("tmp.key"));
        Files.delete(sandbox.file("tmp.pem"));
        sandbox.tool(
                KEYTOOL,
                "-genkeypair",
                "-alias",
                "signer",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Signer,O=Example",
                "-validity",
                "400",
                "-storetype",
                "JKS",
                "-keystore",
                "stores/signer.jks",
                "-storepass",
                "open sesame",
                "-keypass",
                "open sesame");
        mode("stores/batch.p12", "rw-------");
        mode("stores/signer.jks", "rw-------");
    }

    private static void ssh() throws Exception {
        keygen("ssh/id_ed25519", "", "deploy@build");
        keygen("ssh/id_locked", "nobody was told", "ada@desk");
        keygen("host", "", "root@db");
        String deploy = Files.readString(sandbox.file("ssh/id_ed25519.pub"));
        sandbox.write("ssh/authorized_keys", "restrict,command=\"/usr/bin/backup\" " + deploy);
        String host = Files.readString(sandbox.file("host.pub"));
        sandbox.write(
                "ssh/known_hosts", "db.example.test " + host.substring(0, host.indexOf(" root")));
        sandbox.tool("ssh-keygen", "-q", "-H", "-f", "ssh/known_hosts");
        for (String left : List.of("host", "host.pub", "ssh/known_hosts.old")) {
            Files.delete(sandbox.file(left));
        }
    }

    private static void keygen(String file, String passphrase, String comment) throws Exception {
        sandbox.tool(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", comment, "-f", file);
    }

    private static void pgp() throws Exception {
        Path home = Files.createDirectory(sandbox.home().resolve("gnupg"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        sandbox.tool(
                "gpg",
                "--batch",
                "--quiet",
                "--passphrase",
                "",
                "--quick-generate-key",
                "Release <release@example.test>",
                "ed25519",
                "sign",
                "1y");
        sandbox.tool("gpg", "--batch", "--quiet", "--armor", "--export", "-o", "pgp/release.asc");
        sandbox.tool("gpgconf", "--kill", "all");
    }

    private static void applications() throws Exception {
        var plants = Plants.of(1);
        sandbox.write(
                "app/.env",
                "GITHUB_TOKEN=%s\nNPM_TOKEN=%s\nSTRIPE_KEY=%s\nSLACK_TOKEN=%s\n"
                        .formatted(
                                plants.withChecksum("ghp" + "_"),
                                plants.withChecksum("npm" + "_"),
                                plants.stripe(),
                                plants.slack()));
        sandbox.write(
                "app/jwks.json",
                """
                {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "2026", "use": "sig",
                           "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}
                """);
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tmp.key"
                        + " -out tmp.pem -subj /O=ops/CN=ada -days 90");
        sandbox.write(
                "app/kubeconfig",
                """
                apiVersion: v1
                kind: Config
                current-context: prod
                clusters:
                - name: prod
                  cluster: {server: "https://k8s.example.test:6443"}
                contexts:
                - name: prod
                  context: {cluster: prod, user: ada}
                users:
                - name: ada
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                """
                        .formatted(base64("tmp.pem"), base64("tmp.key")));
        mode("app/kubeconfig", "rw-------");
        Files.delete(sandbox.file("tmp.key"));
        Files.delete(sandbox.file("tmp.pem"));
    }

    private static String base64(String file) throws Exception {
        return java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(sandbox.file(file)));
    }

    /// A signed JAR, and a certificate in a ZIP in a ZIP.
    private static void archives() throws Exception {
        sandbox.write("hello.txt", "hello\n");
        sandbox.tool(tool("jar"), "cf", "zip/signed.jar", "hello.txt");
        sandbox.tool(
                JARSIGNER,
                "-keystore",
                "stores/signer.jks",
                "-storepass",
                "open sesame",
                "zip/signed.jar",
                "signer");
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tmp.key"
                        + " -out deep.pem -subj /CN=deep.example.test -days 400");
        sandbox.tool(tool("jar"), "cfM", "inner.zip", "deep.pem");
        sandbox.tool(tool("jar"), "cfM", "zip/outer.zip", "inner.zip");
        for (String left : List.of("hello.txt", "tmp.key", "deep.pem", "inner.zip")) {
            Files.delete(sandbox.file(left));
        }
    }

    /// A repository that no longer holds a key, in whose history it lies.
    private static void repository() throws Exception {
        sandbox.tool("git", "init", "-q", "-b", "main", "repo");
        openssl("genpkey -algorithm ed25519 -out repo/old.key");
        sandbox.write("repo/README", "nothing to see\n");
        commit("first");
        Files.delete(sandbox.file("repo/old.key"));
        commit("second");
    }

    private static void commit(String message) throws Exception {
        Path repository = sandbox.file("repo");
        sandbox.tool(repository, "git", "add", "-A");
        sandbox.tool(
                repository,
                "git",
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.test",
                "commit",
                "-q",
                "-m",
                message);
    }

    private static void openssl(String words) throws Exception {
        sandbox.tool(("openssl " + words).split(" "));
    }

    private static void mode(String file, String mode) throws Exception {
        Files.setPosixFilePermissions(sandbox.file(file), PosixFilePermissions.fromString(mode));
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
