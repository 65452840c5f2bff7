package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.SshCertificate;
import java.util.List;

/// The key identity that a user certificate's signer gave it, unique among what that key signs;
/// else its principals.
record SshCertificateName() implements AnchorRule {

    @Override
    public String name() {
        return "ssh-certificate-name";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof SshCertificate certificate)
                || certificate.holder() != SshCertificate.Holder.USER) {
            return List.of();
        }
        String signer = "ssh-signer:" + certificate.signer().fingerprint().digest().toHex();
        String name =
                certificate.keyIdentity().isBlank()
                        ? String.join(",", certificate.principals())
                        : certificate.keyIdentity();
        if (name.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Identity(
                        new Anchor(Anchor.Kind.SERVICE_ACCOUNT, signer, Texts.cut(name)),
                        name(),
                        List.of("key identity " + certificate.keyIdentity())));
    }
}
