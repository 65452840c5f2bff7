package io.muster.access.machine;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.muster.access.oidc.IdTokens;
import io.muster.http.Problem;
import io.muster.model.Bytes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds tokens of other issuers to RFC 7519 and RFC 8725: signed by a key of the issuer that they
/// name with an asymmetric algorithm, for us, and of now.
record WorkloadTokens(List<TokenIssuer> issuers, MachineUses uses, InstantSource clock) {
    private static final Duration SKEW_MAX = Duration.ofSeconds(60);

    /// A token that lasts longer is a password.
    private static final Duration LIFE_MAX = Duration.ofHours(25);

    private static final int LENGTH_MAX = 16 * 1024;
    private static final int TEXT_MAX = 255;
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(
                    JOSEObjectType.JWT,
                    JOSEObjectType.JOSE,
                    new JOSEObjectType("at+jwt"),
                    new JOSEObjectType("application/at+jwt"),
                    null);

    WorkloadTokens {
        issuers = List.copyOf(issuers);
    }

    /// What the token says.
    ///
    /// @param certificates what the client proved to have in the handshake, its own first
    JWTClaimsSet believed(String text, List<X509Certificate> certificates) throws Unbelieved {
        if (text.length() > LENGTH_MAX) {
            throw new Unbelieved("Your token has more than 16,384 characters.");
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            TokenIssuer issuer = issuer(String.valueOf(token.getJWTClaimsSet().getIssuer()));
            if (!IdTokens.ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
                throw new Unbelieved(
                        "Your token is signed with '%s'; RS, PS and ES are taken."
                                .formatted(cut(token.getHeader().getAlgorithm().getName())));
            }
            JWTClaimsSet claims = processor(issuer).process(token, null);
            checkBinding(claims, certificates);
            checkRest(claims, issuer);
            return claims;
        } catch (RateLimitReachedException _) {
            throw new Unbelieved("Your token is signed by a key that its issuer did not publish.");
        } catch (KeySourceException _) {
            throw Problem.NOT_AVAILABLE
                    .because("The keys of the token's issuer cannot be had now.")
                    .until(Duration.ofSeconds(10));
        } catch (BadJOSEException e) {
            throw new Unbelieved("Your token is not believed: " + cut(e.getMessage()) + ".");
        } catch (ParseException | JOSEException e) {
            throw new Unbelieved("Your token cannot be read, or is signed by nobody.");
        }
    }

    private TokenIssuer issuer(String name) throws Unbelieved {
        for (TokenIssuer it : issuers) {
            if (it.issuer().equals(name)) {
                return it;
            }
        }
        throw new Unbelieved(
                "Your token is of '%s', which machines.issuers does not name."
                        .formatted(cut(name)));
    }

    private DefaultJWTProcessor<SecurityContext> processor(TokenIssuer issuer) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(TYPES);
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(IdTokens.ALGORITHMS, issuer.keys()));
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(
                        issuer.audience(),
                        new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                        Set.of("sub", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) SKEW_MAX.toSeconds());
        processor.setJWTClaimsSetVerifier(verifier);
        return processor;
    }

    /// A token may say whose it is alone (RFC 7800, 3): of the client with this certificate (RFC
    /// 8705, 3.1). Who has copied such a token has nothing.
    private static void checkBinding(JWTClaimsSet claims, List<X509Certificate> certificates)
            throws Unbelieved {
        Object binding = claims.getClaim("cnf");
        if (binding == null) {
            return;
        }
        if (!(binding instanceof Map<?, ?> members)
                || members.size() != 1
                || !(members.get("x5t#S256") instanceof String thumbprint)) {
            throw new Unbelieved(
                    "Your token is bound to a key by a 'cnf' that is not understood here; x5t#S256 is.");
        }
        try {
            if (certificates.isEmpty()
                    || !thumbprint.equals(
                            Base64URL.encode(
                                            Bytes.of(certificates.getFirst().getEncoded())
                                                    .sha256()
                                                    .toArray())
                                    .toString())) {
                throw new Unbelieved(
                        "Your token is bound to a certificate; show that one in the handshake.");
            }
        } catch (CertificateEncodingException e) {
            throw new Unbelieved("Your certificate cannot be read.");
        }
    }

    private void checkRest(JWTClaimsSet claims, TokenIssuer issuer) throws Unbelieved {
        Instant now = clock.instant();
        Instant end = claims.getExpirationTime().toInstant();
        Date made = claims.getIssueTime();
        Instant begin = made == null ? now : made.toInstant();
        if (begin.isAfter(now.plus(SKEW_MAX))) {
            throw new Unbelieved("Your token was made in the future; one of the clocks is wrong.");
        }
        if (Duration.between(begin, end).compareTo(LIFE_MAX) > 0) {
            throw new Unbelieved("Your token lasts longer than a day; ask for a shorter one.");
        }
        String subject = claims.getSubject();
        if (subject.isBlank()
                || subject.length() > TEXT_MAX
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new Unbelieved(
                    "Your token's 'sub' has 1 to 255 characters, none of them control.");
        }
        if (issuer.use() == TokenIssuer.Use.ONCE) {
            String id = claims.getJWTID();
            if (id == null || id.isEmpty() || id.length() > TEXT_MAX) {
                throw new Unbelieved("Your token has no 'jti', and is to be used once.");
            }
            if (!uses.spend(issuer.issuer() + '\n' + id, end.plus(SKEW_MAX))) {
                throw new Unbelieved("Your token was used already; ask for another.");
            }
        }
    }

    private static String cut(@Nullable String text) {
        String plain = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
