package io.muster.roll;

import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who issued what, as far as names and key identifiers tell (RFC 5280, 4.1.2.4 and 4.2.1.1).
/// Whether a signature proves it is the business of [Chains].
final class Issuers {
    /// Authorities of one name that are told; anybody may call theirs so.
    private static final int NAMESAKES_MAX = 100;

    /// By name, the key identifiers that were asked for; empty where none was.
    private final Map<String, Set<Optional<Bytes>>> named = new HashMap<>();

    private final Map<String, List<X509Certificate>> authorities = new HashMap<>();

    void add(Credential credential) {
        if (!(credential instanceof X509Certificate certificate)) {
            return;
        }
        if (!certificate.usage().selfIssued()) {
            named.computeIfAbsent(certificate.issuer(), _ -> new HashSet<>())
                    .add(certificate.keys().authorityKeyIdentifier());
        }
        if (certificate.usage().certificateAuthority()) {
            List<X509Certificate> namesakes =
                    authorities.computeIfAbsent(certificate.subject(), _ -> new ArrayList<>());
            if (namesakes.size() < NAMESAKES_MAX) {
                namesakes.add(certificate);
            }
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

    /// The authorities that may have issued `certificate`, itself left out.
    List<X509Certificate> of(X509Certificate certificate) {
        Optional<Bytes> wanted = certificate.keys().authorityKeyIdentifier();
        return authorities.getOrDefault(certificate.issuer(), List.of()).stream()
                .filter(it -> !it.equals(certificate))
                .filter(it -> {
                    Optional<Bytes> has = it.keys().subjectKeyIdentifier();
                    return wanted.isEmpty() || has.isEmpty() || wanted.equals(has);
                })
                .toList();
    }
}
