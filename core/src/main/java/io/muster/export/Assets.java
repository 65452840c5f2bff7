package io.muster.export;

import io.muster.model.Algorithm;
import io.muster.model.Credential;
import io.muster.model.KeyId;
import io.muster.model.PublicKey;
import io.muster.model.X509Certificate;
import io.muster.scan.Judged;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the credentials of a bill of materials depend on: algorithms, the keys of certificates, and
/// issuers. Each has a reference made from its content, and is listed once.
final class Assets {
    private final SortedMap<String, Algorithm> algorithms = new TreeMap<>();
    private final SortedMap<String, Algorithm> keys = new TreeMap<>();
    private final Set<String> bareKeys = new HashSet<>();
    private final Set<String> authorities = new HashSet<>();

    /// Notes what one credential of the bill depends on.
    void see(Judged judged) {
        Credential credential = judged.entry().credential();
        credential.algorithm().ifPresent(it -> algorithms.put(ref(it), it));
        if (credential instanceof PublicKey) {
            bareKeys.add(ref(credential));
        }
        if (credential instanceof X509Certificate certificate) {
            Algorithm signature = certificate.keys().signature();
            algorithms.put(ref(signature), signature);
            keys.put(ref(certificate.keys().subjectKey()), certificate.keys().publicKey());
            if (certificate.usage().certificateAuthority()) {
                authorities.add(certificate.id().toString());
            }
        }
    }

    /// Algorithms by reference.
    SortedMap<String, Algorithm> algorithms() {
        return algorithms;
    }

    /// The keys of certificates, by reference, but for those that are credentials of the bill.
    SortedMap<String, Algorithm> keys() {
        SortedMap<String, Algorithm> others = new TreeMap<>(keys);
        others.keySet().removeAll(bareKeys);
        return others;
    }

    /// References in order. A certificate depends on what signed it, on its key and on its issuer
    /// where that is in the bill; everything else on the algorithm of its key.
    Set<String> dependsOn(Judged judged) {
        Set<String> refs = new TreeSet<>();
        if (judged.entry().credential() instanceof X509Certificate certificate) {
            refs.add(ref(certificate.keys().signature()));
            refs.add(ref(certificate.keys().subjectKey()));
            issuer(judged).ifPresent(refs::add);
        } else {
            judged.entry().credential().algorithm().ifPresent(it -> refs.add(ref(it)));
        }
        return refs;
    }

    private Optional<String> issuer(Judged judged) {
        return judged.entry()
                .facts()
                .text("issuedBy")
                .filter(authorities::contains)
                .map(it -> "crypto/x509-certificate/" + it);
    }

    static String ref(Algorithm it) {
        String label = it.label().toLowerCase(Locale.ROOT).replace(' ', '-');
        return "crypto/algorithm/" + label + (it.oid().isEmpty() ? "" : "@" + it.oid());
    }

    static String ref(KeyId key) {
        return "crypto/public-key/" + key.spki().digest().toHex();
    }

    /// A bare key is the same asset as the key of a certificate.
    static String ref(Credential credential) {
        return credential instanceof PublicKey key
                ? ref(KeyId.ofSpki(key.spki()))
                : "crypto/" + credential.type() + "/" + credential.id();
    }
}
