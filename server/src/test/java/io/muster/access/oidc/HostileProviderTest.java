package io.muster.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.access.AccessInMemory;
import io.muster.access.Account;
import io.muster.access.DecisionsInMemory;
import io.muster.access.Recording;
import io.muster.access.SignIn;
import io.muster.http.Caller;
import io.muster.http.Json;
import io.muster.http.Method;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Routes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A provider that does not keep to its standard, or somebody who plays it: nobody gets in.
class HostileProviderTest {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final AccessInMemory memory = new AccessInMemory();
    private final List<String> reasons = new ArrayList<>();
    private final Map<String, String> documents = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private HttpServer server;
    private String issuer;
    private ECKey key;
    private Routes routes;
    private volatile String idToken = "";
    private volatile String userinfo = "{\"sub\":\"anna\",\"groups\":[\"ops\"]}";
    private final AtomicInteger keysAsked = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        documents.put("issuer", issuer);
        documents.put("authorization_endpoint", issuer + "/authorize");
        documents.put("token_endpoint", issuer + "/token");
        documents.put("jwks_uri", issuer + "/keys");
        documents.put("userinfo_endpoint", issuer + "/userinfo");
        Client client =
                new Client(
                        URI.create(issuer),
                        "muster",
                        Optional.empty(),
                        "groups",
                        List.of("openid"),
                        Client.DirectoryClaim.SUBJECT,
                        List.of(),
                        URI.create("https://muster.example"));
        Recording recording = new Recording(memory, new DecisionsInMemory(), () -> now);
        SignIn signIn =
                new SignIn(recording, memory.sessions(), new Random(1), Optional.of("id.example"));
        routes =
                new Routes(
                        new OidcSignIn(
                                        client,
                                        http,
                                        signIn,
                                        memory.accounts(),
                                        () -> now,
                                        new Random(5),
                                        Account::active,
                                        (_, reason) -> reasons.add(reason))
                                .routes(),
                        (_, _) -> Caller.NOBODY);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void aTokenAsItShouldBeLetsIn() throws Exception {
        assertThat(claiming(it -> it)).isEqualTo("/");
        assertThat(memory.accounts().page("", "", 9))
                .singleElement()
                .satisfies(it -> assertThat(it.groups()).containsExactly("ops"))
                .satisfies(it -> assertThat(it.subject()).isEqualTo("anna"));
    }

    @Test
    void aTokenThatIsWrongInOneThingLetsNobodyIn() throws Exception {
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrongs = new LinkedHashMap<>();
        wrongs.put("another issuer", it -> it.issuer("https://evil.example"));
        wrongs.put("no issuer", it -> it.issuer(null));
        wrongs.put("for somebody else", it -> it.audience("other"));
        wrongs.put("for nobody", it -> it.audience((String) null));
        wrongs.put("for two, and no party", it -> it.audience(List.of("muster", "other")));
        wrongs.put("of another party", it -> it.claim("azp", "other"));
        wrongs.put("of another attempt", it -> it.claim("nonce", "other"));
        wrongs.put("of no attempt", it -> it.claim("nonce", null));
        wrongs.put("over", it -> it.expirationTime(at(-61)));
        wrongs.put("without an end", it -> it.expirationTime(null));
        wrongs.put("not begun", it -> it.notBeforeTime(at(90)));
        wrongs.put("made in future", it -> it.issueTime(at(61)));
        wrongs.put("made long ago", it -> it.issueTime(at(-601)));
        wrongs.put("made at no time", it -> it.issueTime(null));
        wrongs.put("of nobody", it -> it.subject(null));
        wrongs.put("of an empty name", it -> it.subject(""));
        wrongs.put("of somebody too long", it -> it.subject("x".repeat(256)));

        for (var wrong : wrongs.entrySet()) {
            now = now.plus(Duration.ofMinutes(2)); // the throttle counts what is refused
            assertThat(claiming(wrong.getValue())).as(wrong.getKey()).isEqualTo(refused());
        }
        assertThat(memory.accounts().page("", "", 9)).isEmpty();
    }

    @Test
    void clocksMayBeAMinuteApart() throws Exception {
        assertThat(claiming(it -> it.issueTime(at(59)).expirationTime(at(600)))).isEqualTo("/");
        assertThat(claiming(it -> it.expirationTime(at(-59)))).isEqualTo("/");
    }

    @Test
    void aTokenThatNobodySignedOrTheWrongOneLetsNobodyIn() throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();

        assertThat(signIn(claims -> new PlainJWT(claims).serialize())).isEqualTo(refused());
        assertThat(signIn(claims -> signed(claims, other))).isEqualTo(refused());
        assertThat(signIn(claims -> signed(claims, key) + "A")).isEqualTo(refused());
        assertThat(signIn(_ -> "not a token")).isEqualTo(refused());
        assertThat(signIn(_ -> "")).isEqualTo(refused());
    }

    @Test
    void aPublicKeyIsNoSecretOfAMac() throws Exception {
        assertThat(
                        signIn(claims -> {
                            SignedJWT token =
                                    new SignedJWT(
                                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                                    .keyID("k1")
                                                    .build(),
                                            claims);
                            token.sign(new MACSigner(key.toECPublicKey().getEncoded()));
                            return token.serialize();
                        }))
                .isEqualTo(refused());
    }

    @Test
    void aTokenForAnotherPurposeIsNone() throws Exception {
        assertThat(
                        signIn(claims -> {
                            SignedJWT token =
                                    new SignedJWT(
                                            new JWSHeader.Builder(JWSAlgorithm.ES256)
                                                    .keyID("k1")
                                                    .type(new JOSEObjectType("at+jwt"))
                                                    .build(),
                                            claims);
                            token.sign(new ECDSASigner(key));
                            return token.serialize();
                        }))
                .isEqualTo(refused());
    }

    @Test
    void whatUserinfoSaysOfSomebodyElseIsNotBelieved() throws Exception {
        userinfo = "{\"sub\":\"otto\",\"groups\":[\"administrators\"]}";

        assertThat(claiming(it -> it)).isEqualTo(refused());
        assertThat(memory.accounts().page("", "", 9)).isEmpty();
    }

    @Test
    void groupsThatAreNoneAreLeftOut() throws Exception {
        userinfo =
                "{\"sub\":\"anna\",\"groups\":[\"ops\",7,\"\",\"a\\nb\",\"%s\",{\"x\":1},\"ops\"]}"
                        .formatted("x".repeat(201));

        assertThat(claiming(it -> it)).isEqualTo("/");
        assertThat(memory.accounts().page("", "", 9).getFirst().groups()).containsExactly("ops");
    }

    @Test
    void aProviderThatCallsItselfOtherwiseIsNotAsked() throws Exception {
        for (String name :
                List.of(issuer + "/", "https://evil.example", issuer.replace("127.0.0.1", "0"))) {
            documents.put("issuer", name);
            assertThat(leave()).as(name).isEqualTo("/sign-in?failed=unavailable");
        }
        assertThat(reasons).allMatch(it -> it.contains("another name"));
    }

    @Test
    void addressesElsewhereAreNotAsked() throws Exception {
        for (String endpoint :
                List.of(
                        "authorization_endpoint",
                        "token_endpoint",
                        "jwks_uri",
                        "userinfo_endpoint")) {
            for (String address :
                    List.of(
                            "http://169.254.169.254/latest/meta-data",
                            "http://127.0.0.1:1/token",
                            "https://127.0.0.1:" + server.getAddress().getPort() + "/token",
                            "http://user@127.0.0.1:" + server.getAddress().getPort() + "/token",
                            "file:///etc/passwd",
                            "not an address")) {
                String good = documents.put(endpoint, address);
                assertThat(leave())
                        .as(endpoint + " " + address)
                        .isEqualTo("/sign-in?failed=unavailable");
                documents.put(endpoint, good);
            }
        }
        documents.remove("token_endpoint");
        assertThat(leave()).isEqualTo("/sign-in?failed=unavailable");
    }

    @Test
    void aKeyNobodyKnowsMakesUsAskOnceMoreAndNotForEver() throws Exception {
        assertThat(claiming(it -> it)).isEqualTo("/");
        for (int i = 0; i < 8; i++) {
            ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("unknown" + i).generate();
            assertThat(signIn(claims -> signed(claims, unknown))).isEqualTo(refused());
        }

        assertThat(keysAsked.get()).isBetween(2, 3);
    }

    @Test
    void whoTriesTooOftenWaits() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(signIn(_ -> "")).isEqualTo(refused());
        }

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> claiming(it -> it))
                .matches(it -> it.problem() == Problem.TOO_MANY);
    }

    @Test
    void reasonsHoldNoSecret() throws Exception {
        assertThat(claiming(it -> it.audience("other"))).isEqualTo(refused());

        assertThat(reasons.toString()).doesNotContain(idToken).doesNotContain("access-secret");
    }

    private static String refused() {
        return "/sign-in?failed=refused";
    }

    /// Changes one thing of a token that is right otherwise.
    private String claiming(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return signInWith(nonce -> signed(change.apply(right(nonce)).build(), key));
    }

    private String signIn(Making making) throws Exception {
        return signInWith(nonce -> making.of(right(nonce).build()));
    }

    private JWTClaimsSet.Builder right(String nonce) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("muster")
                .subject("anna")
                .claim("nonce", nonce)
                .issueTime(at(0))
                .expirationTime(at(300));
    }

    private Date at(long seconds) {
        return Date.from(now.plusSeconds(seconds));
    }

    @FunctionalInterface
    private interface Making {
        String of(JWTClaimsSet claims) throws JOSEException;
    }

    @FunctionalInterface
    private interface Token {
        String of(String nonce) throws JOSEException;
    }

    private static String signed(JWTClaimsSet claims, ECKey by) throws JOSEException {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID()).build(),
                        claims);
        token.sign(new ECDSASigner(by));
        return token.serialize();
    }

    private String leave() throws IOException {
        return location(routes.handle(Request.of(Method.GET, "/api/v1/sign-in/oidc")));
    }

    private String signInWith(Token token) throws Exception {
        Response out = routes.handle(Request.of(Method.GET, "/api/v1/sign-in/oidc"));
        String asked = location(out);
        idToken = token.of(parameter(asked, "nonce"));
        String cookie = out.headers().one("Set-Cookie").orElseThrow();
        return location(
                routes.handle(
                        Request.of(
                                        Method.GET,
                                        Client.CALLBACK
                                                + "?code=c&state="
                                                + parameter(asked, "state"))
                                .with("Cookie", cookie.substring(0, cookie.indexOf(';')))));
    }

    private static String parameter(String address, String name) {
        return address.replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
    }

    private static String location(Response response) {
        return response.headers().one("Location").orElseThrow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text =
                switch (path) {
                    case "/.well-known/openid-configuration" -> json(documents);
                    case "/keys" -> {
                        keysAsked.incrementAndGet();
                        yield new JWKSet(key).toString(true);
                    }
                    case "/token" ->
                            json(
                                    Map.of(
                                            "id_token", idToken,
                                            "access_token", "access-secret",
                                            "token_type", "Bearer"));
                    case "/userinfo" -> userinfo;
                    default -> "";
                };
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(text.isEmpty() ? 404 : 200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private static String json(Map<String, String> values) {
        return Json.text(values);
    }
}
