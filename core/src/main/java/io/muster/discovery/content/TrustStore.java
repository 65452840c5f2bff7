package io.muster.discovery.content;

import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.x509.Certificate;
import java.util.Locale;
import java.util.regex.Pattern;

/// Decides whether the certificates of one file are there to be relied on or just lie there.
///
/// They are trusted when the file stands where systems keep their roots, or when it holds several
/// certificates, nearly all of them self-issued authorities, and no private key. A single root
/// beside other files may as well be somebody's own; it is stored.
final class TrustStore {
    private static final int COUNT_MIN = 3;

    private static final Pattern KNOWN =
            Pattern.compile(
                    "/etc/ssl/certs/.*"
                            + "|/etc/pki/(tls/certs|ca-trust)/.*"
                            + "|/etc/ca-certificates/.*"
                            + "|/usr/(local/)?share/ca-certificates/.*"
                            + "|.*/(jssecacerts|cacerts)"
                            + "|.*/(ca-bundle|ca-certificates|tls-ca-bundle|cacert)[^/]*"
                            + "\\.(crt|pem|jks|p12)");

    private final boolean known;
    private int certificates;
    private int roots;
    private boolean keyHolder;

    private TrustStore(boolean known, boolean keyHolder) {
        this.known = known;
        this.keyHolder = keyHolder;
    }

    /// @param use what the content around says, which counts more than the place
    static TrustStore of(Place place, Nested.Use use) {
        if (use != Nested.Use.UNKNOWN) {
            return new TrustStore(use == Nested.Use.TRUST, use == Nested.Use.OWN);
        }
        String rest = place.rest();
        int slash = rest.indexOf('/');
        String path = slash < 0 ? "" : rest.substring(slash).toLowerCase(Locale.ROOT);
        return new TrustStore(KNOWN.matcher(path).matches(), false);
    }

    void saw(Certificate certificate) {
        certificates++;
        // Roots of version 1 carry no basicConstraints; being self-issued is all they can say.
        if (certificate.isSelfIssued() && (certificate.isCa() || certificate.version() == 1)) {
            roots++;
        }
    }

    /// A private key or a certificate that belongs to one is in the same file.
    void sawKeyHolder() {
        keyHolder = true;
    }

    Role role() {
        boolean nearlyAll = certificates >= COUNT_MIN && roots * 10L >= certificates * 9L;
        return !keyHolder && (known || nearlyAll) ? Role.TRUSTED : Role.STORED;
    }
}
