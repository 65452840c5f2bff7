package io.muster.wire;

import io.muster.age.AgeText;
import io.muster.model.AgeKey;
import io.muster.model.Algorithm;
import io.muster.model.Bytes;
import io.muster.model.Credential;
import io.muster.model.CredentialType;
import io.muster.model.Fingerprint;
import io.muster.model.JsonWebKey;
import io.muster.model.KeyId;
import io.muster.model.Malformed;
import io.muster.model.ManagedKey;
import io.muster.model.PgpKey;
import io.muster.model.SealedContainer;
import io.muster.model.Secret;
import io.muster.pgp.Keyring;
import io.muster.ssh.PublicBlob;
import io.muster.ssh.SshPublicKey;
import io.muster.ssh.SshSignedKey;
import io.muster.x509.Certificate;
import io.muster.x509.Credentials;
import io.muster.x509.PublicKeyInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Makes a credential of its members: from its bytes where it has any, so that nobody can say of a
/// certificate what is not in it.
final class CredentialReader {
    private static final int BITS_MAX = 1 << 20;

    private CredentialReader() {}

    static Credential read(Fields fields) throws Malformed {
        CredentialType type = Words.type(fields.text("type"));
        Credential credential =
                switch (type) {
                    case X509_CERTIFICATE -> Credentials.of(Certificate.parse(fields.bytes("der")));
                    case PUBLIC_KEY -> Credentials.of(PublicKeyInfo.parse(fields.bytes("spki")));
                    case SSH_KEY, SSH_CERTIFICATE -> ssh(fields.bytes("blob"));
                    case PGP_KEY -> pgp(fields);
                    case AGE_KEY -> age(fields.text("recipient"));
                    case JSON_WEB_KEY -> jsonWebKey(fields);
                    case SECRET -> secret(fields);
                    case MANAGED_KEY -> managed(fields);
                    case SEALED_CONTAINER ->
                            new SealedContainer(digest(fields, "content"), fields.text("format"));
                };
        if (credential.type() != type) {
            throw new Malformed("its bytes are not a " + type + " but a " + credential.type());
        }
        if (!credential.id().toString().equals(fields.text("id"))) {
            throw new Malformed("its id is not that of its content");
        }
        return credential;
    }

    private static Credential ssh(Bytes blob) throws Malformed {
        return switch (PublicBlob.parse(blob)) {
            case SshPublicKey key -> key.credential();
            case SshSignedKey certificate -> certificate.credential();
        };
    }

    /// The body of the packet says all but the names and the end, which are in other packets.
    private static PgpKey pgp(Fields fields) throws Malformed {
        Bytes body = fields.bytes("packet");
        // RFC 9580, 4.2.1: a public key packet with a length of five octets.
        byte[] packet =
                ByteBuffer.allocate(6 + body.size())
                        .put((byte) 0xc6)
                        .put((byte) 0xff)
                        .putInt(body.size())
                        .put(body.toArray())
                        .array();
        List<Keyring.Item> items = Keyring.parse(packet);
        if (items.size() != 1 || !(items.getFirst() instanceof Keyring.Found found)) {
            throw new Malformed("its packet is not one OpenPGP key");
        }
        PgpKey key = found.key();
        return new PgpKey(
                key.publicKeyPacket(),
                key.pgpFingerprint(),
                fields.texts("userIds"),
                key.publicKey(),
                key.created(),
                fields.instant("expires"),
                key.keyId());
    }

    private static AgeKey age(String recipient) throws Malformed {
        return switch (AgeText.parse(recipient)) {
            case AgeText.Recipient it -> it.key();
            case AgeText.Identity _, AgeText.PluginIdentity _ ->
                    throw new Malformed("its recipient is an age identity, which is secret");
        };
    }

    private static JsonWebKey jsonWebKey(Fields fields) throws Malformed {
        return new JsonWebKey(
                digest(fields, "thumbprint"),
                fields.text("kty"),
                fields.text("kid"),
                fields.text("use"),
                algorithm(fields).orElseThrow(() -> fields.lacks("algorithm")),
                keyId(fields));
    }

    private static Secret secret(Fields fields) throws Malformed {
        Fingerprint fingerprint = fingerprint(fields.text("fingerprint"));
        if (!(fingerprint instanceof Fingerprint.HmacSha256)) {
            throw new Malformed("the fingerprint of a secret is made under a key: hmac:…");
        }
        return new Secret(
                fingerprint,
                fields.text("kind"),
                fields.optionalText("publicId"),
                fields.text("masked"),
                fields.instant("expires"));
    }

    private static ManagedKey managed(Fields fields) throws Malformed {
        return new ManagedKey(
                fields.text("provider"),
                fields.text("resource"),
                fields.text("version"),
                algorithm(fields),
                keyId(fields));
    }

    private static Optional<Algorithm> algorithm(Fields fields) throws Malformed {
        Optional<Fields> object = fields.object("algorithm");
        if (object.isEmpty()) {
            return Optional.empty();
        }
        Fields algorithm = object.get();
        return Optional.of(
                new Algorithm(
                        algorithm.text("name"),
                        algorithm.text("oid"),
                        algorithm.text("parameter"),
                        Words.strength(algorithm.text("strength")),
                        algorithm.number("bits", BITS_MAX)));
    }

    private static Optional<KeyId> keyId(Fields fields) throws Malformed {
        Optional<String> text = fields.optionalText("keyId");
        return text.isEmpty() ? Optional.empty() : Optional.of(new KeyId(fingerprint(text.get())));
    }

    private static Fingerprint fingerprint(String text) throws Malformed {
        try {
            return Fingerprint.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a fingerprint is sha256:<hex> or hmac:<version>:<hex>", e);
        }
    }

    private static Bytes digest(Fields fields, String name) throws Malformed {
        Bytes digest = fields.bytes(name);
        if (digest.size() != 32) {
            throw new Malformed(name + " must be a SHA-256, which has 32 bytes");
        }
        return digest;
    }
}
