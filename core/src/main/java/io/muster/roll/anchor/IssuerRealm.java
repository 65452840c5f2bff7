package io.muster.roll.anchor;

import io.muster.model.Bytes;
import io.muster.model.X509Certificate;
import java.util.Optional;

/// The realm that an issuing key makes: names that are unique only where one authority gives them
/// out.
///
/// The key counts, not the issuer's name: ten thousand clusters have an authority named
/// `CN=kubernetes`.
final class IssuerRealm {
    private IssuerRealm() {}

    static String of(X509Certificate certificate) {
        if (selfSigned(certificate)) {
            return "key:" + certificate.keys().subjectKey().spki().digest().toHex();
        }
        return certificate
                .keys()
                .authorityKeyIdentifier()
                .map(it -> "issuer-key:" + it.toHex())
                .orElseGet(() -> "issuer:" + certificate.issuer());
    }

    /// As far as names and key identifiers tell.
    static boolean selfSigned(X509Certificate certificate) {
        Optional<Bytes> authority = certificate.keys().authorityKeyIdentifier();
        return certificate.usage().selfIssued()
                && (authority.isEmpty()
                        || authority.equals(certificate.keys().subjectKeyIdentifier()));
    }
}
