package io.muster.x509;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/// One entry of a revocation list (RFC 5280 5.1.2.6).
///
/// @param certificateIssuer set by an entry of an indirect list; holds for later entries too
public record RevokedCertificate(
        BigInteger serialNumber,
        Instant revocationDate,
        Extensions extensions,
        Optional<DistinguishedName> certificateIssuer) {

    /// `unspecified` when no reason is given.
    public RevocationReason reason() {
        return extensions
                .find(ExtensionValue.ReasonCode.class)
                .map(ExtensionValue.ReasonCode::reason)
                .orElse(RevocationReason.UNSPECIFIED);
    }
}
