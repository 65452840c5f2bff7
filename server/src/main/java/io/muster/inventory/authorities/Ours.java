package io.muster.inventory.authorities;

import io.muster.model.Credential;
import io.muster.model.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The authorities that the configuration calls ours: `issuers.ours`.
///
/// @param digits SHA-256 of the certificate or of its key, or its subject key identifier (RFC 5280,
///   4.2.1.2), in lower case
public record Ours(Set<String> digits) {
    public static final Ours NOBODY = new Ours(Set.of());

    public Ours {
        digits = Set.copyOf(digits);
    }

    /// @param texts hexadecimal digits, with colons or without, with `sha256:` before them or not
    /// @throws IllegalArgumentException naming what is none of these
    public static Ours of(List<String> texts) {
        return new Ours(texts.stream().map(Ours::digits).collect(Collectors.toSet()));
    }

    private static String digits(String text) {
        String digits =
                text.strip().toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "").replace(":", "");
        if (!digits.matches("([0-9a-f]{2}){8,64}")) {
            throw new IllegalArgumentException(
                    "issuers.ours: '%s' is neither a SHA-256 fingerprint nor a subject key identifier"
                            .formatted(text));
        }
        return digits;
    }

    /// Whether `credential` is one of them.
    public boolean have(Credential credential) {
        if (digits.isEmpty() || !(credential instanceof X509Certificate certificate)) {
            return false;
        }
        Optional<String> identifier =
                certificate.keys().subjectKeyIdentifier().map(it -> it.toHex());
        return digits.contains(certificate.fingerprint().digest().toHex())
                || digits.contains(certificate.keys().subjectKey().spki().digest().toHex())
                || identifier.filter(digits::contains).isPresent();
    }
}
