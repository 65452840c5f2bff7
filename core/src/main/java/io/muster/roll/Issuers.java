package io.muster.roll;

import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which certificates others name as their issuer, as far as names and key identifiers tell (RFC
/// 5280, 4.1.2.4 and 4.2.1.1). Whether a signature proves it is the business of [Chains].
final class Issuers {
    /// By name, the key identifiers that were asked for; empty where none was.
    private final Map<String, Set<Optional<Bytes>>> named = new HashMap<>();

    void add(Credential credential) {
        if (credential instanceof X509Certificate certificate
                && !certificate.usage().selfIssued()) {
            named.computeIfAbsent(certificate.issuer(), _ -> new HashSet<>())
                    .add(certificate.keys().authorityKeyIdentifier());
        }
    }

    /// Whether something that was added names `credential` as its issuer.
    boolean issued(Credential credential) {
        if (!(credential instanceof X509Certificate certificate)) {
            return false;
        }
        Set<Optional<Bytes>> wanted = named.getOrDefault(certificate.subject(), Set.of());
        Optional<Bytes> has = certificate.keys().subjectKeyIdentifier();
        return !wanted.isEmpty()
                && (has.isEmpty() || wanted.contains(has) || wanted.contains(Optional.empty()));
    }
}
