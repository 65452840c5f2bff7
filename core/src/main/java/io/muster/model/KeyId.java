package io.muster.model;

/// The key itself, whatever wraps it: the fingerprint of its SubjectPublicKeyInfo (RFC 5280,
/// 4.1.2.7) in DER.
///
/// The same RSA key in a certificate, an SSH key and a JWK has one key id.
public record KeyId(Fingerprint spki) {

    /// The id of the key whose SubjectPublicKeyInfo is `der`.
    public static KeyId ofSpki(Bytes der) {
        return new KeyId(Fingerprint.of(der));
    }

    @Override
    public String toString() {
        return spki.toString();
    }
}
