package io.muster.roll;

import io.muster.model.CredentialId;
import io.muster.model.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A precertificate (RFC 6962, 3.1) and its certificate are one, by issuing key and serial number;
/// the certificate stands for both. One that a separate precertificate signing certificate issued
/// stays on its own.
final class Precertificates {
    private record Issued(String issuer, String serialNumber) {
        static Issued of(X509Certificate certificate) {
            String issuer =
                    certificate
                            .keys()
                            .authorityKeyIdentifier()
                            .map(it -> "key " + it.toHex())
                            .orElseGet(() -> "name " + certificate.issuer());
            return new Issued(issuer, certificate.serialNumber());
        }
    }

    private Precertificates() {}

    /// `all` in order of id, each precertificate merged into its certificate where that was seen
    /// too.
    static Map<CredentialId, Held> merged(Collection<Held> all) {
        Map<CredentialId, Held> merged = new TreeMap<>();
        Map<Issued, Held> certificates = new HashMap<>();
        for (Held one : all) {
            if (certificate(one).filter(it -> !it.usage().precertificate()).isPresent()) {
                certificates.put(Issued.of(certificate(one).orElseThrow()), one);
            }
        }
        for (Held one : all) {
            Optional<Held> certificate =
                    certificate(one)
                            .filter(it -> it.usage().precertificate())
                            .map(it -> certificates.get(Issued.of(it)));
            if (certificate.isPresent()) {
                certificate.get().absorb(one);
            } else {
                merged.put(one.credential().id(), one);
            }
        }
        return merged;
    }

    private static Optional<X509Certificate> certificate(Held one) {
        return one.credential() instanceof X509Certificate certificate
                ? Optional.of(certificate)
                : Optional.empty();
    }
}
