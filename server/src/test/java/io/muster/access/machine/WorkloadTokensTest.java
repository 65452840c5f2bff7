package io.muster.access.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.muster.testing.TestAuthority;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a header of a token and a claim may say, clause by clause.
class WorkloadTokensTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private ECKey key;
    private WorkloadTokens tokens;

    @BeforeEach
    void start() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        tokens =
                new WorkloadTokens(
                        List.of(
                                new TokenIssuer(
                                        "https://issuer.example",
                                        "https://muster.example",
                                        new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())),
                                        TokenIssuer.Use.MANY)),
                        new NoUses(),
                        InstantSource.fixed(NOW));
    }

    /// RFC 7519, 5.1; RFC 9068, 2.1; SPIFFE JWT-SVID, 2.3.
    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt", "JOSE"})
    void aTokenMayBeOfTheseTypes(String type) throws Exception {
        assertThat(believed(header -> header.type(new JOSEObjectType(type))).getSubject())
                .isEqualTo("somebody");
    }

    /// RFC 8725, 3.11: what was made for something else.
    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "wit+jwt", "dpop+jwt", "secevent+jwt"})
    void aTokenOfAnotherTypeIsForSomethingElse(String type) {
        assertRefused(header -> header.type(new JOSEObjectType(type)), it -> it);
    }

    /// RFC 7515, 4.1.11.
    @Test
    void aHeaderThatMustBeUnderstoodAndIsNotIsRefused() {
        assertRefused(
                header -> header.customParam("exam", "ple").criticalParams(Set.of("exam")),
                it -> it);
    }

    /// RFC 8725, 3.1 and 2.1: keys that a token brings along are nobody's.
    @Test
    void aKeyThatTheTokenBringsAlongIsNotUsed() throws Exception {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(own.toPublicJWK()).build(),
                        claims().build());
        token.sign(new ECDSASigner(own));

        assertThatThrownBy(() -> tokens.believed(token.serialize(), List.of()))
                .isInstanceOf(Unbelieved.class);
    }

    /// RFC 7523, 3, 4: clocks may be a minute apart, no more.
    @Test
    void aTokenEndsAMinuteAfterItsEnd() throws Exception {
        assertThat(believed(header -> header, it -> it.expirationTime(at(-59)))).isNotNull();
        assertRefused(header -> header, it -> it.expirationTime(at(-61)));
        assertThat(believed(header -> header, it -> it.notBeforeTime(at(59)))).isNotNull();
        assertRefused(header -> header, it -> it.notBeforeTime(at(61)));
    }

    /// RFC 8705, 3 and RFC 7800, 3: a token that is bound to a key is nothing without it.
    @Test
    void aTokenThatIsBoundToAKeyNeedsTheKey() throws Exception {
        Map<String, Object> bound =
                Map.of("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2");
        assertRefused(header -> header, it -> it.claim("cnf", bound));
        assertRefused(header -> header, it -> it.claim("cnf", Map.of("jkt", "abc")));
        assertRefused(header -> header, it -> it.claim("cnf", "x5t#S256"));

        var certificate = TestAuthority.root("Machines").certificate();
        String thumbprint =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(certificate.getEncoded()));
        String token =
                signed(header -> header, it -> it.claim("cnf", Map.of("x5t#S256", thumbprint)));
        assertThat(tokens.believed(token, List.of(certificate))).isNotNull();
        assertThatThrownBy(() -> tokens.believed(token, List.of())).isInstanceOf(Unbelieved.class);
        var another = TestAuthority.root("Machines").certificate();
        assertThatThrownBy(() -> tokens.believed(token, List.of(another)))
                .isInstanceOf(Unbelieved.class);
    }

    /// RFC 7519, 4.1.3: one of several audiences is enough.
    @Test
    void oneOfSeveralAudiencesIsEnough() throws Exception {
        assertThat(
                        believed(
                                header -> header,
                                it ->
                                        it.audience(
                                                List.of(
                                                        "https://other.example",
                                                        "https://muster.example"))))
                .isNotNull();
        assertRefused(header -> header, it -> it.audience("https://muster.example/"));
    }

    private JWTClaimsSet believed(UnaryOperator<JWSHeader.Builder> header) throws Exception {
        return believed(header, it -> it);
    }

    private JWTClaimsSet believed(
            UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims)
            throws Exception {
        return tokens.believed(signed(header, claims), List.of());
    }

    private void assertRefused(
            UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims) {
        assertThatThrownBy(() -> believed(header, claims)).isInstanceOf(Unbelieved.class);
    }

    private String signed(
            UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims)
            throws Exception {
        SignedJWT token =
                new SignedJWT(
                        header.apply(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one"))
                                .build(),
                        claims.apply(claims()).build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://issuer.example")
                .subject("somebody")
                .audience("https://muster.example")
                .issueTime(at(-10))
                .expirationTime(at(300));
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plus(Duration.ofSeconds(seconds)));
    }

    private static final class NoUses implements MachineUses {
        @Override
        public void note(String rule, String subject, Way way, Instant at) {}

        @Override
        public List<Use> all() {
            return List.of();
        }

        @Override
        public boolean spend(String token, Instant until) {
            return true;
        }

        @Override
        public void sweep(Instant unused, Instant now) {}
    }
}
