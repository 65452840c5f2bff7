package io.muster.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretScannerTest {
    private static final SecretScanner SCANNER = SecretScanner.withAllDetectors();
    private static final String BODY = "Qm4x7Tz0KwLr2VbN8sYcE5hDp1JgUf";
    private static final String GITHUB = "ghp_" + BODY + Checks.base62(Checks.crc32(BODY));

    private static List<Hit> scan(String text, String path) {
        var hits = new ArrayList<Hit>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SCANNER.scan(bytes, bytes.length, new Origin(path), hits::add);
        return hits;
    }

    private static List<String> ids(String text, String path) {
        return scan(text, path).stream().map(it -> it.detector().id()).toList();
    }

    @Test
    void aTokenIsFoundWithItsPlaceItsLineAndItsProof() {
        var hit = scan("first\nexport TOKEN=" + GITHUB + "\n", ".env").getFirst();

        assertThat(hit.detector().id()).isEqualTo("github-token");
        assertThat(hit.line()).isEqualTo(2);
        assertThat(hit.secret()).isEqualTo(new Hit.Span(19, 59));
        assertThat(hit.proof().level()).isEqualTo(Proof.Level.CERTAIN);
    }

    @Test
    void aWrongChecksumIsSaidAndBelievedLess() {
        String wrong =
                GITHUB.substring(0, GITHUB.length() - 1) + (GITHUB.endsWith("a") ? "b" : "a");

        assertThat(scan(wrong, "").getFirst().proof().level()).isEqualTo(Proof.Level.LOW);
    }

    @Test
    void anAwsKeyIdTellsItsAccount() {
        assertThat(FormatChecks.awsAccount("ASIAY34FZKBOKMUTVV7A")).isEqualTo("609629065308");
    }

    @Test
    void anAwsKeyIdAndItsSecretArePartners() {
        String id = "AKIA" + "Y34FZKBOKMUTVV7A";
        String secret = "q8Zt0LxWv3Rk7YbNc5Jd1HgFs9PmAe2Uo4Ti6XyB";
        var hits =
                scan(
                        "[default]\naws_access_key_id = "
                                + id
                                + "\naws_secret_access_key = "
                                + secret,
                        "credentials");

        assertThat(hits).hasSize(2);
        assertThat(hits.get(0).partner()).contains(hits.get(1).secret());
        assertThat(hits.get(1).publicIdentifier()).contains(id);
        assertThat(ids(id + "," + secret, "keys.csv"))
                .containsExactly("aws-access-key-id", "aws-secret-beside-key-id");
    }

    @Test
    void aPasswordInSettingsNeedsNoQuotesAndInCodeItDoes() {
        assertThat(ids("db.password=kx7QpLw2\n", "app.properties")).containsExactly("password");
        assertThat(ids("password = readPassword\n", "Login.java")).isEmpty();
        assertThat(ids("String password = \"kx7QpLw2\";", "Login.java"))
                .containsExactly("password");
    }

    @Test
    void placeholdersAreNotSecrets() {
        var values =
                List.of(
                        "changeme",
                        "xxxxxxxx",
                        "<your-token>",
                        "${DB_PASSWORD}",
                        "{{ secret }}",
                        "%s",
                        "********",
                        "abc123",
                        "12345678",
                        "your_api_key_here",
                        "null",
                        "password");

        assertThat(values)
                .allSatisfy(it ->
                        assertThat(ids("password: \"" + it + "\"", "a.yaml")).as(it).isEmpty());
    }

    @Test
    void whatIsAboutAPasswordIsNotOne() {
        var lines =
                List.of(
                        "password_file: kx7QpLw2z",
                        "passwordPolicy=kx7QpLw2z",
                        "token_type=kx7QpLw2z",
                        "compass: kx7QpLw2z",
                        "public_key: kx7QpLw2zkx7",
                        "csrf_token: kx7QpLw2z");

        assertThat(lines).allSatisfy(it -> assertThat(ids(it, "a.yaml")).as(it).isEmpty());
    }

    @Test
    void hashesAndPublicThingsAreNotSecrets() {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";
        assertThat(
                        ids(
                                "integrity: sha512-"
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        hash.getBytes(StandardCharsets.UTF_8)),
                                "yarn.lock"))
                .isEmpty();
        assertThat(ids("commit " + hash, "log.txt")).isEmpty();
        assertThat(
                        ids(
                                "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZI"
                                        + "zj0DAQcDQgAE\n-----END PUBLIC KEY-----",
                                "a.pem"))
                .isEmpty();
        assertThat(
                        ids(
                                "<img src=\"data:image/png;base64,"
                                        + "iVBORw0KGgo".repeat(40)
                                        + "\">",
                                "a.html"))
                .isEmpty();
    }

    @Test
    void aRemarkOnTheLineIsHeard() {
        for (String remark :
                List.of("muster:allow", "gitleaks:allow", "pragma: allowlist secret")) {
            assertThat(ids("token = \"" + GITHUB + "\" # " + remark, "a.py")).as(remark).isEmpty();
        }
    }

    @Test
    void theUrlOfAConnectionGivesItsPassword() {
        var hits = scan("postgres://app:kx7QpLw2z@db.internal:5432/main", "config.yml");

        assertThat(hits).hasSize(1);
        assertThat(new String(hits.getFirst().value().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("kx7QpLw2z");
    }

    @Test
    void aStreamGivesTheSameHitsAsTheWholeFile() throws IOException {
        var text = new StringBuilder();
        for (int line = 0; line < 90_000; line++) {
            text.append("a line of nothing in particular, number ").append(line).append('\n');
            if (line % 7919 == 0) {
                text.append("token = '").append(GITHUB).append("'\n");
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(bytes.length).isGreaterThan(3 * SecretScanner.WINDOW);
        var whole = new ArrayList<String>();
        var streamed = new ArrayList<String>();

        SCANNER.scan(
                bytes,
                bytes.length,
                Origin.UNKNOWN,
                it -> whole.add(it.line() + " " + it.secret()));
        SCANNER.scan(
                new ByteArrayInputStream(bytes),
                Origin.UNKNOWN,
                it -> streamed.add(it.line() + " " + it.secret()));

        assertThat(streamed).isEqualTo(whole).hasSize(12);
    }

    @Test
    void textInUtf16IsRead() {
        var hits = new ArrayList<Hit>();
        byte[] bytes = ("\ufefftoken=" + GITHUB).getBytes(StandardCharsets.UTF_16LE);

        SCANNER.scan(bytes, bytes.length, Origin.UNKNOWN, hits::add);

        assertThat(hits).hasSize(1);
    }

    @Test
    void binaryContentIsLeftAlone() {
        assertThat(scan("\0\1\2 token=" + GITHUB, "a.bin")).isEmpty();
    }

    @Test
    void nothingThatIsPrintedShowsTheSecret() {
        var hit = scan("token = '" + GITHUB + "'", "a.py").getFirst();

        assertThat(hit.toString() + hit.value() + hit.value().masked())
                .doesNotContain(BODY.substring(0, 8))
                .contains("ghp_****");
    }
}
