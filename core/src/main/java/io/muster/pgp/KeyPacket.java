package io.muster.pgp;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// A key or subkey packet (RFC 9580, 5.5).
///
/// @param publicBody the body of the public packet, over which fingerprints are made
/// @param fingerprint lower-case hexadecimal
record KeyPacket(
        int version,
        Instant created,
        KeyMaterial material,
        Bytes publicBody,
        String fingerprint,
        PrivateHalf privateHalf) {

    static KeyPacket read(Packet packet) throws Malformed {
        if (packet.body().isEmpty()) {
            throw new Malformed(
                    "a key of more than " + PacketReader.LARGEST + " bytes is not read");
        }
        Fields fields = new Fields(packet.body());
        int version = fields.octet();
        switch (version) {
            case 4, 6 -> {}
            case 2, 3 ->
                    throw new Malformed("a key of version 3, whose fingerprints are broken (MD5)");
            case 5 -> throw new Malformed("a key of version 5, which only LibrePGP has");
            default -> throw new Malformed("a key of a version that is not known");
        }
        Instant created = Instant.ofEpochSecond(fields.number(4));
        int algorithm = fields.octet();
        long expected = version == 6 ? fields.number(4) : -1;
        int start = fields.position();
        KeyMaterial material = KeyMaterial.read(algorithm, fields);
        if (expected >= 0 && fields.position() - start != expected) {
            throw new Malformed("its key is longer or shorter than it says");
        }
        Bytes publicBody = packet.body().slice(0, fields.position());
        if (!packet.isSecret() && fields.left() > 0) {
            throw new Malformed("there is something after its key");
        }
        PrivateHalf half = packet.isSecret() ? privateHalf(version, fields) : PrivateHalf.ABSENT;
        return new KeyPacket(
                version, created, material, publicBody, fingerprint(version, publicBody), half);
    }

    /// RFC 9580, 3.7.2: the octet that says how the private half is protected.
    private static PrivateHalf privateHalf(int version, Fields fields) throws Malformed {
        int usage = fields.octet();
        if (usage == 0) {
            return PrivateHalf.OPEN;
        }
        if (usage >= 253) {
            if (version == 6) {
                fields.octet(); // how many octets the parameters have
            }
            fields.octet(); // the cipher
            if (usage == 253) {
                fields.octet(); // the mode of the cipher
            }
            if (version == 6) {
                fields.octet(); // how many octets the specifier has
            }
            int specifier = fields.octet();
            if (specifier == 101) { // GnuPG's extension
                fields.octet(); // the hash
                String mark = new String(fields.take(3).toArray(), StandardCharsets.US_ASCII);
                if (mark.equals("GNU")) {
                    return PrivateHalf.ELSEWHERE;
                }
            }
        }
        return PrivateHalf.LOCKED;
    }

    private static String fingerprint(int version, Bytes body) {
        byte[] head =
                version == 6
                        ? ByteBuffer.allocate(5).put((byte) 0x9b).putInt(body.size()).array()
                        : ByteBuffer.allocate(3)
                                .put((byte) 0x99)
                                .putShort((short) body.size())
                                .array();
        try {
            MessageDigest digest = MessageDigest.getInstance(version == 6 ? "SHA-256" : "SHA-1");
            digest.update(head);
            return Bytes.of(digest.digest(body.toArray())).toHex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "every Java platform must support SHA-1 and SHA-256", e);
        }
    }
}
