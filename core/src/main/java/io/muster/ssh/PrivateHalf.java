package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;

/// The decrypted part of an `openssh-key-v1` file: checked against the public half, then forgotten.
final class PrivateHalf {
    private PrivateHalf() {}

    /// Two equal numbers at the start show that the passphrase was right.
    static boolean hasEqualCheckWords(Bytes content) throws Malformed {
        return hasEqualCheckWords(new Wire(content));
    }

    private static boolean hasEqualCheckWords(Wire wire) throws Malformed {
        long first = wire.uint32();
        return first == wire.uint32();
    }

    /// Checks the private part and returns its comment.
    static String open(Bytes content, PrivateKeyCipher cipher, SshPublicKey publicKey)
            throws Malformed {
        Wire wire = new Wire(content);
        if (!hasEqualCheckWords(wire)) {
            throw new Malformed("its two check words differ");
        }
        KeyFormat format = publicKey.format();
        if (!wire.text().equals(format.keyType())) {
            throw new Malformed("its private part is of another type than its public part");
        }
        if (!readPublicHalf(format, wire).equals(publicKey.credential().blob())) {
            throw new Malformed("its private part belongs to another public key");
        }
        String comment = wire.text();
        requirePadding(wire, content.size(), cipher.blockBytes());
        return comment;
    }

    /// Reads all fields of the private key and returns the blob of its public half.
    private static Bytes readPublicHalf(KeyFormat format, Wire wire) throws Malformed {
        WireWriter blob = new WireWriter().string(format.keyType());
        switch (format) {
            case RSA -> {
                Bytes modulus = wire.string();
                blob.string(wire.string()).string(modulus);
                skip(wire, 4);
            }
            case DSA -> {
                copy(wire, blob, 4);
                skip(wire, 1);
            }
            case ECDSA_P256, ECDSA_P384, ECDSA_P521 -> {
                copy(wire, blob, 2);
                skip(wire, 1);
            }
            case ED25519, ED448, ML_DSA_44_ED25519 -> {
                copy(wire, blob, 1);
                skip(wire, 1);
            }
            case SK_ECDSA, WEBAUTHN_ECDSA -> {
                copy(wire, blob, 3);
                skipHandle(wire);
            }
            case SK_ED25519 -> {
                copy(wire, blob, 2);
                skipHandle(wire);
            }
        }
        return blob.toBytes();
    }

    private static void copy(Wire from, WireWriter to, int strings) throws Malformed {
        for (int i = 0; i < strings; i++) {
            to.string(from.string());
        }
    }

    private static void skip(Wire wire, int strings) throws Malformed {
        for (int i = 0; i < strings; i++) {
            wire.string();
        }
    }

    /// Flags, the handle that only its security key can use, and a reserved field.
    private static void skipHandle(Wire wire) throws Malformed {
        wire.uint8();
        skip(wire, 2);
    }

    private static void requirePadding(Wire wire, int size, int blockBytes) throws Malformed {
        if (size % blockBytes != 0) {
            throw new Malformed("its private part does not fill whole blocks");
        }
        for (int expected = 1; wire.hasMore(); expected++) {
            if (wire.uint8() != (expected & 0xff)) {
                throw new Malformed("its padding is not 1, 2, 3 …");
            }
        }
    }
}
