package io.muster.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/// Holds ID tokens to OpenID Connect Core 1.0, section 3.1.3.7: signed by a key of the provider
/// with an asymmetric algorithm, by this issuer, for us, for this attempt, and of now.
///
/// Keys are kept for five minutes; a token by a key that is not among them makes us ask again, at
/// most twice in half a minute, so that keys can be changed and nobody can make us ask for ever.
public final class IdTokens {
    /// How far the provider's clock and ours may be apart.
    static final Duration SKEW_MAX = Duration.ofSeconds(60);

    /// How old a token may be: it was made a moment ago, for this sign-in.
    static final Duration AGE_MAX = Duration.ofMinutes(10);

    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration KEYS_TIME_MAX = Duration.ofSeconds(15);
    private static final Duration KEYS_ASKED_EVERY = Duration.ofSeconds(30);

    /// Never `none`, and never a MAC: its key would be the client's secret.
    public static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final Client client;
    private final JWKSource<SecurityContext> keys;
    private final InstantSource clock;

    IdTokens(Client client, URI keys, Outbound outbound, InstantSource clock) throws IOException {
        this.client = client;
        this.clock = clock;
        this.keys =
                JWKSourceBuilder.create(
                                keys.toURL(),
                                url ->
                                        new Resource(
                                                outbound.get(URI.create(url.toString())),
                                                "application/json"))
                        .cache(KEYS_KEPT.toMillis(), KEYS_TIME_MAX.toMillis())
                        .rateLimited(KEYS_ASKED_EVERY.toMillis())
                        .build();
    }

    /// What the token says.
    ///
    /// @throws IOException saying why it is not believed
    JWTClaimsSet verified(String token, String nonce) throws IOException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(verifier(nonce));
        try {
            JWTClaimsSet claims = processor.process(token, null);
            checkRest(claims);
            return claims;
        } catch (BadJOSEException e) {
            throw new IOException("its token is not believed: " + e.getMessage(), e);
        } catch (ParseException | JOSEException e) {
            throw new IOException("its token cannot be read or checked", e);
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> verifier(String nonce) {
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        client.id(),
                        new JWTClaimsSet.Builder()
                                .issuer(client.issuer().toString())
                                .claim("nonce", nonce)
                                .build(),
                        Set.of("sub", "exp", "iat")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) SKEW_MAX.toSeconds());
        return verifier;
    }

    private void checkRest(JWTClaimsSet claims) throws IOException, ParseException {
        Instant made = claims.getIssueTime().toInstant();
        Instant now = clock.instant();
        if (made.isAfter(now.plus(SKEW_MAX)) || made.isBefore(now.minus(AGE_MAX))) {
            throw new IOException("its token was not made now; one of the clocks is wrong");
        }
        String party = claims.getStringClaim("azp");
        if (party == null ? claims.getAudience().size() > 1 : !party.equals(client.id())) {
            throw new IOException("its token is for somebody else");
        }
        String subject = claims.getSubject();
        if (subject.isEmpty() || subject.length() > 255) {
            throw new IOException("its token names nobody");
        }
    }
}
