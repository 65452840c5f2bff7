package io.muster.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Bytes;
import io.muster.model.KeyId;
import io.muster.model.Malformed;
import io.muster.testing.Corpus;
import io.muster.testing.Mutations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JoseTest {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /// RFC 7638, 3.1.
    @Test
    void theThumbprintIsThatOfTheStandardsExample() throws Exception {
        String key =
                """
                {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAA\
                tVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5\
                n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7\
                d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRw\
                r3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"\
                RS256","kid":"2011-04-29"}\
                """;
        var found = (JwkSet.Found) set(key).items().getFirst();
        assertThat(URL.encodeToString(found.key().thumbprint().toArray()))
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(found.key().kid()).isEqualTo("2011-04-29");
        assertThat(found.privateHalf()).isFalse();
        assertThat(found.facts().text("alg")).contains("RS256");
        Mutations.each(key, 3000, 41, it -> JwkSet.parse(bytes(it)));
    }

    @Test
    void aKeyHasTheSameKeyIdAsItsCertificateWouldHave() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        String json =
                "{\"kty\":\"RSA\",\"n\":\""
                        + URL.encodeToString(key.getModulus().toByteArray())
                        + "\",\"e\":\""
                        + URL.encodeToString(key.getPublicExponent().toByteArray())
                        + "\"}";
        var found = (JwkSet.Found) set(json).items().getFirst();
        assertThat(found.spki()).isEqualTo(Bytes.of(key.getEncoded()));
        assertThat(found.key().keyId()).contains(KeyId.ofSpki(Bytes.of(key.getEncoded())));
    }

    @Test
    void aSymmetricKeyIsASecretAndDoesNotPrintItself() throws Exception {
        var symmetric =
                (JwkSet.Symmetric)
                        set("{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"a\"}")
                                .items()
                                .getFirst();
        assertThat(new String(symmetric.value().toArray(), StandardCharsets.US_ASCII))
                .isEqualTo("secret");
        assertThat(symmetric.toString()).doesNotContain("secret").doesNotContain("c2VjcmV0");
    }

    @Test
    void aPrivateKeyIsSeenAndABadOneRefusedAlone() throws Exception {
        JwkSet keys =
                set(
                        """
                        {"keys":[
                        {"kty":"OKP","crv":"Ed25519","kid":"a",
                        "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                        "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
                        {"kty":"EC","crv":"P-256","x":"AA","y":"AA"},
                        {"kty":"OKP","crv":"Ed25519","kid":"a",
                        "x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}
                        """);
        var first = (JwkSet.Found) keys.items().get(0);
        assertThat(first.privateHalf()).isTrue();
        // RFC 8037, A.3
        assertThat(URL.encodeToString(first.key().thumbprint().toArray()))
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(first.facts().flag("duplicateKid")).contains(true);
        assertThat(keys.items().get(1)).isInstanceOf(JwkSet.Refused.class);
    }

    @Test
    void aPostQuantumKeyIsRead() throws Exception {
        var pair = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(spki, spki.length - 1312, spki.length);
        var found =
                (JwkSet.Found)
                        set("{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\""
                                        + URL.encodeToString(raw)
                                        + "\"}")
                                .items()
                                .getFirst();
        assertThat(found.spki()).isEqualTo(Bytes.of(spki));
    }

    @Test
    void aMemberTwiceOrJsonTooDeepIsRefused() {
        assertThatThrownBy(() -> set("{\"kty\":\"oct\",\"k\":\"AA\",\"k\":\"AB\"}"))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> set("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .isInstanceOf(Malformed.class)
                .hasMessageNotContaining("[[");
    }

    @Test
    void theBundlesOfSpiffeAreRead() throws Exception {
        String folder = "spiffe/bundle/spiffebundle/testdata/";
        JwkSet bundle = JwkSet.parse(content(folder + "spiffebundle_valid_1.json"));
        assertThat(bundle.isSpiffeBundle()).isTrue();
        assertThat(bundle.items()).isNotEmpty().allMatch(JwkSet.Found.class::isInstance);
        var authority =
                bundle.items().stream()
                        .map(JwkSet.Found.class::cast)
                        .filter(it -> it.key().use().equals("x509-svid"))
                        .findFirst()
                        .orElseThrow();
        assertThat(authority.certificates()).hasSize(1);
        try (Stream<Path> files = Files.list(Corpus.path(folder))) {
            for (Path file : files.toList()) {
                try {
                    assertThat(JwkSet.parse(Bytes.of(Files.readAllBytes(file))).items())
                            .isNotNull();
                } catch (Malformed refused) {
                    assertThat(refused.reason()).isNotBlank();
                    assertThat(file.getFileName().toString()).doesNotContain("valid");
                }
            }
        }
    }

    @Test
    void everyKeyOfWycheproofIsReadOrRefused() throws Exception {
        String text =
                Files.readString(
                        Corpus.path("wycheproof/testvectors_v1/json_web_signature_test.json"));
        var document = JsonMapper.shared().readTree(text);
        int read = 0;
        for (var group : document.path("testGroups")) {
            for (String member : List.of("public", "private")) {
                if (group.path(member).isObject()) {
                    JwkSet keys = set(group.path(member).toString());
                    read += keys.items().getFirst() instanceof JwkSet.Refused ? 0 : 1;
                }
            }
            for (var test : group.path("tests")) {
                if (test.path("jws").isString() && test.path("result").asString().equals("valid")) {
                    String jws = test.path("jws").asString();
                    assertThat(jws.split("\\.", -1)).hasSize(3);
                    try {
                        JsonWebToken.parse(jws);
                    } catch (Malformed refused) {
                        // Many sign text that is no JSON, which makes them signatures but not
                        // tokens.
                        assertThat(refused.reason()).isNotBlank();
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(20);
    }

    /// RFC 7519, 3.1.
    @Test
    void aTokenSaysWhoItIsForAndUntilWhen() throws Exception {
        String token =
                """
                eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA\
                4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB9\
                2K27uhbUJU1p1r_wW1gFWFOEjXk\
                """;
        JsonWebToken read = JsonWebToken.parse(token);
        assertThat(read.issuer()).contains("joe");
        assertThat(read.alg()).isEqualTo("HS256");
        assertThat(read.expiration())
                .hasValueSatisfying(it -> assertThat(it).hasToString("2011-03-22T18:43:00Z"));
        assertThat(read.isUnsecured()).isFalse();
        Mutations.each(token, 3000, 42, JsonWebToken::parse);
    }

    @Test
    void aTokenWithoutSignatureIsUnsecuredOrRefused() throws Exception {
        String none =
                part("{\"alg\":\"None\"}")
                        + "."
                        + part("{\"aud\":[\"a\",\"b\"],\"iat\":1.5}")
                        + ".";
        assertThat(JsonWebToken.parse(none).isUnsecured()).isTrue();
        assertThat(JsonWebToken.parse(none).audience()).containsExactly("a", "b");
        String stripped = part("{\"alg\":\"RS256\"}") + "." + part("{}") + ".";
        assertThatThrownBy(() -> JsonWebToken.parse(stripped)).isInstanceOf(Malformed.class);
    }

    /// RFC 7516, 7.1: five parts, of which the first is in the clear.
    @Test
    void ofAnEncryptedTokenTheHeaderIsRead() throws Exception {
        String header = part("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"kid\":\"a\"}");
        JsonWebToken token = JsonWebToken.parse(header + ".AA.AA.AA.AA");
        assertThat(token.form()).isEqualTo(JsonWebToken.Form.ENCRYPTED);
        assertThat(token.kid()).contains("a");
        assertThat(token.subject()).isEmpty();
        for (String other : List.of(header + ".AA", header + ".AA.AA.AA", header + ".A.A.A.A.A")) {
            assertThatThrownBy(() -> JsonWebToken.parse(other)).isInstanceOf(Malformed.class);
        }
    }

    /// RFC 7515, 2 has no padding; what has it is the same key to those who use it.
    @Test
    void paddingIsBorne() throws Exception {
        String key = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}";
        String x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        var plain = (JwkSet.Found) set(key.formatted(x)).items().getFirst();
        var padded = (JwkSet.Found) set(key.formatted(x + "=")).items().getFirst();
        assertThat(padded.spki()).isEqualTo(plain.spki());
        assertThat(set(key.formatted(x.replace('_', '/'))).items().getFirst())
                .isInstanceOf(JwkSet.Refused.class);
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        for (String time : List.of("1e999999", "-1", "\"soon\"", "99999999999999")) {
            String token =
                    part("{\"alg\":\"RS256\"}") + "." + part("{\"exp\":" + time + "}") + ".AA";
            assertThatThrownBy(() -> JsonWebToken.parse(token)).isInstanceOf(Malformed.class);
        }
    }

    private static String part(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JwkSet set(String json) throws Malformed {
        return JwkSet.parse(bytes(json));
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes content(String name) throws Exception {
        return Bytes.of(Files.readAllBytes(Corpus.path(name)));
    }
}
