package io.muster.roll;

import io.muster.model.Credential;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import io.muster.model.SshCertificate;
import io.muster.model.SshKey;
import io.muster.model.X509Certificate;
import io.muster.ssh.SshPublicKey;
import io.muster.x509.Certificate;
import io.muster.x509.PublicKeyInfo;
import java.util.Optional;

/// The key itself, out of what wraps it.
public final class PublicKeys {
    private PublicKeys() {}

    /// Empty where the credential keeps no more than a name of its key, or a key that is no
    /// SubjectPublicKeyInfo.
    public static Optional<PublicKeyInfo> of(Credential credential) {
        try {
            return switch (credential) {
                case X509Certificate certificate ->
                        Optional.of(Certificate.parse(certificate.der()).publicKey());
                case PublicKey key -> Optional.of(PublicKeyInfo.parse(key.spki()));
                case SshKey key when key.keyType().equals("ssh-rsa") ->
                        Optional.of(PublicKeyInfo.parse(SshPublicKey.parse(key.blob()).spki()));
                case SshCertificate certificate -> of(certificate.key());
                case Credential _ -> Optional.empty();
            };
        } catch (Malformed _) {
            return Optional.empty();
        }
    }
}
