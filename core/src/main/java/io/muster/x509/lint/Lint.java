package io.muster.x509.lint;

import io.muster.model.Severity;
import io.muster.x509.Certificate;
import java.util.function.Predicate;

/// One check of a certificate.
///
/// @param id stable, as documents name it
/// @param scope to which certificates the clause applies
/// @param clause where the rule stands
/// @param message what is wrong when it is violated, in words for people
/// @param violatedBy true when the certificate breaks the rule
public record Lint(
        String id,
        Severity severity,
        Scope scope,
        String clause,
        String message,
        Predicate<Certificate> violatedBy) {

    /// Whom a rule binds.
    public enum Scope {
        /// Every certificate: RFC 5280 and its companions, and plain prudence.
        ALL,
        /// TLS server certificates of public CAs: the Baseline Requirements.
        WEB_PKI,
        /// X.509-SVIDs: certificates with a `spiffe:` URI.
        SPIFFE
    }
}
