package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.X509Certificate;
import java.util.List;

/// A certificate authority is a name with a key (RFC 5280, 6.1.1 d): cross-certificates of one
/// authority are one identity, two clusters that both call theirs `CN=kubernetes` are two.
record CertificateAuthority() implements AnchorRule {

    @Override
    public String name() {
        return "authority-key";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof X509Certificate certificate)
                || !certificate.usage().certificateAuthority()) {
            return List.of();
        }
        return List.of(
                new Identity(
                        new Anchor(
                                Anchor.Kind.CERTIFICATE_AUTHORITY,
                                "key:" + certificate.keys().subjectKey().spki().digest().toHex(),
                                certificate.subject().isEmpty()
                                        ? "(no name)"
                                        : Texts.cut(certificate.subject())),
                        name(),
                        List.of("subject " + certificate.subject(), "basicConstraints cA")));
    }
}
