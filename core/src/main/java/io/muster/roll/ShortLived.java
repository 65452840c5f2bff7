package io.muster.roll;

import io.muster.model.Credential;
import io.muster.model.SshCertificate;
import io.muster.model.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Certificates that live less than a day: members of rolling series, one for each identity, issuer
/// and place.
public final class ShortLived {
    private static final Duration SHORT = Duration.ofHours(24);

    private ShortLived() {}

    /// Who issued `credential`; empty when it is not short-lived or an authority's.
    public static Optional<String> issuer(Credential credential) {
        Optional<Instant> notBefore = credential.notBefore();
        Optional<Instant> notAfter = credential.notAfter();
        boolean isShort =
                notBefore.isPresent()
                        && notAfter.isPresent()
                        && Duration.between(notBefore.get(), notAfter.get()).compareTo(SHORT) < 0;
        if (!isShort) {
            return Optional.empty();
        }
        return switch (credential) {
            case X509Certificate certificate when !certificate.usage().certificateAuthority() ->
                    Optional.of(certificate.issuer());
            case SshCertificate certificate ->
                    Optional.of(certificate.signer().fingerprint().toString());
            case Credential _ -> Optional.empty();
        };
    }
}
