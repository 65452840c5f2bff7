package io.muster.access.machine;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/// Who makes tokens for machines: a cluster, a CI service, a cloud.
///
/// @param issuer as its tokens spell it
/// @param audience what they must say that they are for
/// @param keys with which it signs
/// @param use how often a token opens something
public record TokenIssuer(
        String issuer, String audience, JWKSource<SecurityContext> keys, Use use) {

    /// How often a token opens something.
    public enum Use {
        /// Until it expires.
        MANY,
        /// Once: its `jti` is remembered until it expires.
        ONCE
    }
}
