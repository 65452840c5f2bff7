package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import io.muster.spki.Curve;
import io.muster.spki.RawKey;
import io.muster.spki.SubjectPublicKeyInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The types of public key that a blob can have, with what they are called in a certificate.
enum KeyFormat {
    RSA("ssh-rsa"),
    DSA("ssh-dss"),
    ECDSA_P256("ecdsa-sha2-nistp256"),
    ECDSA_P384("ecdsa-sha2-nistp384"),
    ECDSA_P521("ecdsa-sha2-nistp521"),
    ED25519("ssh-ed25519"),
    ED448("ssh-ed448"),
    SK_ECDSA("sk-ecdsa-sha2-nistp256@openssh.com"),
    SK_ED25519("sk-ssh-ed25519@openssh.com"),
    WEBAUTHN_ECDSA("webauthn-sk-ecdsa-sha2-nistp256@openssh.com"),
    ML_DSA_44_ED25519("ssh-mldsa44-ed25519@openssh.com");

    private static final String VENDOR = "@openssh.com";

    private final String keyType;

    KeyFormat(String keyType) {
        this.keyType = keyType;
    }

    /// The format of plain keys of type `name`.
    static Optional<KeyFormat> ofKey(String name) {
        return Arrays.stream(values()).filter(it -> it.keyType.equals(name)).findFirst();
    }

    /// The format of certified keys of type `name`.
    static Optional<KeyFormat> ofCertificate(String name) {
        return Arrays.stream(values()).filter(it -> it.certificateType().equals(name)).findFirst();
    }

    /// Whether `word` is a type that can stand before a key in a file.
    static boolean isKeyType(String word) {
        return ofKey(word).isPresent() || ofCertificate(word).isPresent();
    }

    String keyType() {
        return keyType;
    }

    String certificateType() {
        String base =
                keyType.endsWith(VENDOR)
                        ? keyType.substring(0, keyType.length() - VENDOR.length())
                        : keyType;
        return base + "-cert-v01" + VENDOR;
    }

    /// The private half lives in a security key and never in a file.
    boolean isInHardware() {
        return this == SK_ECDSA || this == SK_ED25519 || this == WEBAUTHN_ECDSA;
    }

    /// Reads the fields that follow the type, `application` of a security key apart.
    PublicKey readKey(Wire wire) throws Malformed {
        return switch (this) {
            case RSA -> {
                var exponent = wire.mpint();
                yield SubjectPublicKeyInfo.rsa(wire.mpint(), exponent);
            }
            case DSA -> {
                var domain = List.of(wire.mpint(), wire.mpint(), wire.mpint());
                yield SubjectPublicKeyInfo.dsa(domain, wire.mpint());
            }
            case ECDSA_P256, SK_ECDSA, WEBAUTHN_ECDSA -> readEc(wire, Curve.P_256, "nistp256");
            case ECDSA_P384 -> readEc(wire, Curve.P_384, "nistp384");
            case ECDSA_P521 -> readEc(wire, Curve.P_521, "nistp521");
            case ED25519, SK_ED25519 -> SubjectPublicKeyInfo.raw(RawKey.ED25519, wire.string());
            case ED448 -> SubjectPublicKeyInfo.raw(RawKey.ED448, wire.string());
            case ML_DSA_44_ED25519 ->
                    SubjectPublicKeyInfo.raw(RawKey.ML_DSA_44_ED25519, wire.string());
        };
    }

    private static PublicKey readEc(Wire wire, Curve curve, String name) throws Malformed {
        if (!wire.text().equals(name)) {
            throw new Malformed("its curve is not the one that its type names");
        }
        Bytes point = wire.string();
        return SubjectPublicKeyInfo.ec(curve, point);
    }
}
