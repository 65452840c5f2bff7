package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import io.muster.model.SshKey;
import java.util.Optional;

/// A plain public key (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4).
///
/// @param publicKey the same key as a SubjectPublicKeyInfo: where weak-key checks find modulus and
///   exponent
/// @param application of a FIDO key: what it was made for, mostly `ssh:`; empty for others
public record SshPublicKey(SshKey credential, PublicKey publicKey, Optional<String> application)
        implements PublicBlob {

    /// Reads one blob, which must not be a certificate.
    public static SshPublicKey parse(Bytes blob) throws Malformed {
        return switch (PublicBlob.parse(blob)) {
            case SshPublicKey key -> key;
            case SshSignedKey certificate -> throw new Malformed("a certificate, not a plain key");
        };
    }

    /// The SubjectPublicKeyInfo in DER.
    public Bytes spki() {
        return publicKey.spki();
    }

    @Override
    public Facts facts() {
        return application.map(it -> Facts.of("application", it)).orElse(Facts.NONE);
    }

    KeyFormat format() {
        return KeyFormat.ofKey(credential.keyType()).orElseThrow();
    }

    static SshPublicKey read(Bytes blob) throws Malformed {
        Wire wire = new Wire(blob);
        String type = wire.text();
        KeyFormat format =
                KeyFormat.ofKey(type)
                        .orElseThrow(() -> new Malformed("a key type that is not known"));
        SshPublicKey key = readFields(format, wire, blob);
        wire.end();
        return key;
    }

    /// Reads the key in a certificate, whose blob is that of the plain key.
    static SshPublicKey readCertified(KeyFormat format, Wire wire, Bytes certificate)
            throws Malformed {
        int start = wire.position();
        SshPublicKey key = readFields(format, wire, Bytes.EMPTY);
        Bytes fields = certificate.slice(start, wire.position());
        Bytes blob = new WireWriter().string(format.keyType()).raw(fields).toBytes();
        return of(format, blob, key.publicKey, key.application);
    }

    private static SshPublicKey readFields(KeyFormat format, Wire wire, Bytes blob)
            throws Malformed {
        PublicKey publicKey = format.readKey(wire);
        Optional<String> application =
                format.isInHardware() ? Optional.of(wire.text()) : Optional.empty();
        return of(format, blob, publicKey, application);
    }

    private static SshPublicKey of(
            KeyFormat format, Bytes blob, PublicKey publicKey, Optional<String> application) {
        SshKey key = new SshKey(blob, format.keyType(), publicKey.publicKey(), publicKey.keyId());
        return new SshPublicKey(key, publicKey, application);
    }
}
