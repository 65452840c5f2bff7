package io.muster.roll.anchor;

import io.muster.model.Name;
import io.muster.model.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The names that a certificate claims.
public final class ClaimedNames {
    private ClaimedNames() {}

    /// Those that mean something beyond one machine: not `localhost`, private addresses or vendors'
    /// defaults.
    public static Set<String> of(X509Certificate certificate) {
        return inOrder(certificate).stream()
                .filter(it -> Uniqueness.of(it) != Uniqueness.NOWHERE)
                .map(it -> it.form() + ":" + it.text())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The names in order; the common name where there is no other (RFC 6125, 6.4.4).
    static List<Name> inOrder(X509Certificate certificate) {
        List<Name> names = certificate.subjectAltNames().stream().distinct().sorted().toList();
        return names.isEmpty()
                ? DistinguishedName.of(certificate.subject())
                        .first("CN")
                        .map(ClaimedNames::ofCommonName)
                        .stream()
                        .toList()
                : names;
    }

    private static Name ofCommonName(String commonName) {
        boolean host = commonName.matches("(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?");
        if (!host) {
            return new Name.Directory("CN=" + commonName);
        }
        boolean address = commonName.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        return address
                ? new Name.Ip(commonName)
                : new Name.Dns(commonName.toLowerCase(Locale.ROOT));
    }
}
