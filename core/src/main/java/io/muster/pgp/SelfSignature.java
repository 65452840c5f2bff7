package io.muster.pgp;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.time.Duration;
import java.util.Optional;

/// What a signature packet says about the key before it (RFC 9580, 5.2). Not verified.
///
/// @param type 0x10 to 0x13 certify a user id, 0x1f is over the key, 0x20 revokes it
/// @param created seconds since 1970
/// @param issuer the end of the signer's fingerprint, or its key id, as far as the signature says
/// @param keyLifetime from the key's creation
record SelfSignature(int type, long created, String issuer, Optional<Duration> keyLifetime) {
    private static final int CREATED = 2;
    private static final int KEY_EXPIRATION = 9;
    private static final int ISSUER_KEY_ID = 16;
    private static final int ISSUER_FINGERPRINT = 33;
    private static final int MOST_SUBPACKETS = 256;

    static SelfSignature read(Bytes body) throws Malformed {
        Fields fields = new Fields(body);
        int version = fields.octet();
        if (version != 4 && version != 6) {
            throw new Malformed("a signature of a version that is not known");
        }
        int type = fields.octet();
        fields.octet(); // the key's algorithm
        fields.octet(); // the hash
        int width = version == 6 ? 4 : 2;
        Fields hashed = new Fields(fields.take(fields.number(width)));
        Fields unhashed = new Fields(fields.take(fields.number(width)));
        long created = 0;
        String issuer = "";
        Optional<Duration> lifetime = Optional.empty();
        int count = 0;
        while (hashed.left() > 0 && ++count <= MOST_SUBPACKETS) {
            Fields subpacket = subpacket(hashed);
            switch (subpacket.octet() & 0x7f) {
                case CREATED -> created = subpacket.number(4);
                case KEY_EXPIRATION -> lifetime = lifetime(subpacket.number(4));
                case ISSUER_KEY_ID -> issuer = subpacket.take(8).toHex();
                case ISSUER_FINGERPRINT -> {
                    subpacket.octet(); // its version
                    issuer = subpacket.take(subpacket.left()).toHex();
                }
                default -> {}
            }
        }
        while (unhashed.left() > 0 && issuer.isEmpty() && ++count <= MOST_SUBPACKETS) {
            Fields subpacket = subpacket(unhashed);
            if ((subpacket.octet() & 0x7f) == ISSUER_KEY_ID) {
                issuer = subpacket.take(8).toHex();
            }
        }
        return new SelfSignature(type, created, issuer, lifetime);
    }

    /// Whether the key with this fingerprint says to have made it.
    boolean isBy(KeyPacket key) {
        String keyId =
                key.version() == 6
                        ? key.fingerprint().substring(0, 16)
                        : key.fingerprint().substring(24);
        return issuer.equals(key.fingerprint()) || issuer.equals(keyId);
    }

    boolean speaksForKey() {
        return (type >= 0x10 && type <= 0x13) || type == 0x1f;
    }

    boolean revokesKey() {
        return type == 0x20;
    }

    private static Optional<Duration> lifetime(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /// RFC 9580, 5.2.3.7.
    private static Fields subpacket(Fields fields) throws Malformed {
        long length = fields.octet();
        if (length >= 192 && length < 255) {
            length = ((length - 192) << 8) + fields.octet() + 192;
        } else if (length == 255) {
            length = fields.number(4);
        }
        if (length == 0) {
            throw new Malformed("a subpacket without a type");
        }
        return new Fields(fields.take(length));
    }
}
