package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Machines sign in with tokens of their platform, in front of a whole server: as a CI service
/// makes them, whose keys are asked for, and as a cluster does, whose keys lie in a file.
@Timeout(180)
class MachineTokensTest {
    private static final String CLUSTER = "https://kubernetes.default.svc.cluster.local";
    private static final String AUDIENCE = "https://muster.example";

    @TempDir Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer issuer;
    private volatile JWKSet published;
    private ECKey key;
    private ECKey clusterKey;
    private ServerInTest server;

    @BeforeEach
    void start() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        clusterKey = new ECKeyGenerator(Curve.P_256).keyID("cluster").generate();
        published = new JWKSet(key.toPublicJWK());
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    if (path.equals("/keys")) {
                        asked.incrementAndGet();
                    }
                    byte[] text =
                            (path.equals("/keys")
                                            ? published.toString()
                                            : "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}"
                                                    .formatted(issuer()))
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, text.length);
                    exchange.getResponseBody().write(text);
                    exchange.close();
                });
        issuer.start();
        Path keys = folder.resolve("cluster-keys.json");
        Files.writeString(keys, new JWKSet(clusterKey.toPublicJWK()).toString());
        server =
                ServerInTest.start(
                        ServerInTest.settings(
                                folder.resolve("data"),
                                """
                                machines:
                                  issuers:
                                    - {issuer: "%1$s", audience: "%2$s"}
                                    - {issuer: "%3$s", audience: "%2$s", keys-file: "%4$s", once: yes}
                                  rules:
                                    - {name: ci, issuer: "%1$s", scope: [read], claims:
                                        {repository: example/estate, ref: refs/heads/*}}
                                    - {name: pods, issuer: "%3$s", scope: [report], claims:
                                        {kubernetes.io/namespace: scanners, sub: "system:serviceaccount:scanners:*"}}
                                """
                                        .formatted(issuer(), AUDIENCE, CLUSTER, keys)));
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.stop(0);
    }

    private String issuer() {
        return "http://127.0.0.1:" + issuer.getAddress().getPort();
    }

    @Test
    void aTokenAsItShouldBeLetsInAndMayWhatTheRuleSays() throws Exception {
        HttpResponse<String> me = ask(signed(key, it -> it), "/api/v1/me");

        assertThat(me.body())
                .contains(
                        "\"kind\":\"machine\"", "\"id\":\"ci/repo:example/estate:x\"", "\"read\"");
        assertThat(ask(signed(key, it -> it), "/api/v1/credentials").statusCode()).isEqualTo(200);
        assertThat(ask(signed(key, it -> it), "/api/v1/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenOfAClusterIsGoodOnceWhereTheConfigurationSaysSo() throws Exception {
        String token = cluster("scanners", UUID.randomUUID().toString());

        assertThat(ask(token, "/api/v1/me").body()).contains("\"id\":\"pods/system:");
        assertRefused(token, "used already");
        assertRefused(cluster("scanners", ""), "no 'jti'");
        assertRefused(cluster("default", UUID.randomUUID().toString()), "no rule");
    }

    @Test
    void aTokenThatIsWrongInOneThingLetsNobodyIn() throws Exception {
        Instant now = Instant.now();
        assertRefused(signed(key, it -> it.audience("https://other.example")), "aud");
        assertRefused(signed(key, it -> it.audience((String) null)), "aud");
        assertRefused(signed(key, it -> it.expirationTime(date(now.minusSeconds(120)))), "xpired");
        assertRefused(signed(key, it -> it.expirationTime(null)), "exp");
        assertRefused(signed(key, it -> it.notBeforeTime(date(now.plusSeconds(120)))), "before");
        assertRefused(signed(key, it -> it.issueTime(date(now.plusSeconds(120)))), "future");
        assertRefused(
                signed(key, it -> it.expirationTime(date(now.plus(Duration.ofDays(30))))),
                "longer than a day");
        assertRefused(signed(key, it -> it.issuer("https://evil.example")), "does not name");
        assertRefused(signed(key, it -> it.subject(null)), "sub");
        assertRefused(signed(key, it -> it.claim("repository", "example/other")), "no rule");
        assertRefused(signed(key, it -> it.claim("repository", null)), "no rule");
        assertRefused(signed(key, it -> it.claim("ref", "refs/heads/a/b")), "no rule");
        assertRefused(
                signed(key, it -> it.claim("ref", Map.of("x", "refs/heads/main"))), "no rule");
    }

    @Test
    void aKeyOfAnotherIssuerSignsNothingHere() throws Exception {
        // The cluster's key in the name of the CI service, and under the name of its key.
        assertRefused(signed(clusterKey, it -> it), "not believed");
        ECKey posing = new ECKey.Builder(clusterKey).keyID("one").build();
        assertRefused(signed(posing, it -> it), "not believed");
    }

    @Test
    void whatNobodySignedOrTheWrongOneLetsNobodyIn() throws Exception {
        assertRefused(new PlainJWT(claims().build()).serialize(), "");
        assertRefused(new PlainJWT(claims().build()).serialize() + "x", "signed by nobody");
        // The public key as the secret of a MAC.
        SignedJWT mac =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                        claims().build());
        mac.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        assertRefused(mac.serialize(), "RS, PS and ES are taken");
        String good = signed(key, it -> it);
        int dot = good.lastIndexOf('.');
        assertRefused(good.substring(0, dot + 1), "");
        assertRefused(
                good.substring(0, dot + 1) + "A".repeat(good.length() - dot - 1), "not believed");
        assertRefused("eyJ" + "A".repeat(5_000) + ".e.e", "");
        // A token of another kind: what a sign-in provider says to its clients of a logout.
        assertRefused(
                signed(key, new JOSEObjectType("logout+jwt"), claims().build()), "not believed");
    }

    @Test
    void keysMayChangeAndNobodyMakesUsAskForEver() throws Exception {
        assertThat(ask(signed(key, it -> it), "/api/v1/me").statusCode()).isEqualTo(200);
        ECKey fresh = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
        published = new JWKSet(List.<JWK>of(key.toPublicJWK(), fresh.toPublicJWK()));

        assertThat(ask(signed(fresh, it -> it), "/api/v1/me").statusCode()).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            ECKey unknown = new ECKeyGenerator(Curve.P_256).keyID("unknown" + i).generate();
            assertThat(ask(signed(unknown, it -> it), "/api/v1/me").statusCode()).isEqualTo(401);
        }
        assertThat(asked.get()).isLessThan(5);
        assertThat(ask(signed(key, it -> it), "/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void anIssuerThatIsAwayIsSaidSo() throws Exception {
        issuer.stop(0);

        HttpResponse<String> answer = ask(signed(key, it -> it), "/api/v1/me");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("cannot be had now");
    }

    private static Date date(Instant at) {
        return Date.from(at);
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("repo:example/estate:x")
                .audience(AUDIENCE)
                .issueTime(date(now))
                .expirationTime(date(now.plusSeconds(300)))
                .claim("repository", "example/estate")
                .claim("ref", "refs/heads/main");
    }

    private String signed(ECKey by, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return signed(by, JOSEObjectType.JWT, change.apply(claims()).build());
    }

    private static String signed(ECKey by, JOSEObjectType type, JWTClaimsSet claims)
            throws Exception {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(type)
                                .keyID(by.getKeyID())
                                .build(),
                        claims);
        token.sign(new ECDSASigner(by));
        return token.serialize();
    }

    private String cluster(String namespace, String id) throws Exception {
        Instant now = Instant.now();
        return signed(
                clusterKey,
                JOSEObjectType.JWT,
                new JWTClaimsSet.Builder()
                        .issuer(CLUSTER)
                        .subject("system:serviceaccount:scanners:muster")
                        .audience(AUDIENCE)
                        .issueTime(date(now))
                        .expirationTime(date(now.plusSeconds(600)))
                        .jwtID(id.isEmpty() ? null : id)
                        .claim("kubernetes.io", Map.of("namespace", namespace))
                        .build());
    }

    private void assertRefused(String token, String why) throws Exception {
        HttpResponse<String> answer = ask(token, "/api/v1/me");
        assertThat(answer.statusCode()).as(why + " " + answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains(why);
    }

    private HttpResponse<String> ask(String token, String path) throws Exception {
        return server.get(path, "Authorization", "Bearer " + token);
    }
}
