package io.muster.x509.path;

import io.muster.x509.Certificate;
import io.muster.x509.DistinguishedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Certificates, found by subject.
final class CertificatePool {
    private final Set<Certificate> all;
    private final Map<String, List<Certificate>> bySubject = new HashMap<>();

    CertificatePool(Collection<Certificate> certificates) {
        all = new LinkedHashSet<>(certificates);
        for (Certificate certificate : all) {
            bySubject
                    .computeIfAbsent(certificate.subject().comparable(), _ -> new ArrayList<>())
                    .add(certificate);
        }
    }

    boolean contains(Certificate certificate) {
        return all.contains(certificate);
    }

    List<Certificate> named(DistinguishedName subject) {
        return bySubject.getOrDefault(subject.comparable(), List.of());
    }
}
