package io.muster.discovery.content;

import io.muster.discovery.Content;
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

    private final Content content;
    private final Nested.Use use;
    private int certificates;
    private int roots;
    private boolean keyHolder;

    /// @param use what the content around says, which counts more than the place
    TrustStore(Content content, Nested.Use use) {
        this.content = content;
        this.use = use;
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
        boolean trusted =
                switch (use) {
                    case TRUST -> true;
                    case OWN -> false;
                    case UNKNOWN -> !keyHolder && (nearlyAllRoots() || isKnown());
                };
        return trusted ? Role.TRUSTED : Role.STORED;
    }

    private boolean nearlyAllRoots() {
        return certificates >= COUNT_MIN && roots * 10L >= certificates * 9L;
    }

    private boolean isKnown() {
        return KNOWN.matcher(FilePlace.of(content.place()).path().toLowerCase(Locale.ROOT))
                .matches();
    }
}
