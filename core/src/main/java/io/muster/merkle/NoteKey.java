package io.muster.merkle;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who signs notes: a name and an Ed25519 key (C2SP signed-note).
///
/// @param name without spaces and plus signs
/// @param publicKey 32 bytes (RFC 8032)
public record NoteKey(String name, Bytes publicKey) {
    private static final byte ED25519 = 1;
    private static final int PUBLIC_KEY_SIZE = 32;
    private static final Pattern TEXT =
            Pattern.compile("([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");

    /// The SubjectPublicKeyInfo of an Ed25519 key (RFC 8410, 4), without the key.
    private static final Bytes PREFIX = Bytes.ofHex("302a300506032b6570032100");

    public NoteKey {
        if (name.isEmpty()
                || name.chars().anyMatch(it -> it == '+' || Character.isWhitespace(it))
                || publicKey.size() != PUBLIC_KEY_SIZE) {
            throw new IllegalArgumentException(
                    "a note key has a name without spaces or plus signs, and 32 bytes");
        }
    }

    /// The Ed25519 key `key` under a name.
    public static NoteKey of(String name, PublicKey key) {
        Bytes encoded = Bytes.of(key.getEncoded());
        if (!encoded.startsWith(PREFIX)) {
            throw new IllegalArgumentException("notes are signed with Ed25519");
        }
        return new NoteKey(name, encoded.slice(PREFIX.size(), encoded.size()));
    }

    /// Reads what [#toString] writes.
    public static NoteKey parse(String text) throws Malformed {
        Matcher parts = TEXT.matcher(text.strip());
        if (parts.matches()) {
            try {
                Bytes typed = Bytes.of(Base64.getDecoder().decode(parts.group(3)));
                if (typed.size() == PUBLIC_KEY_SIZE + 1 && typed.at(0) == ED25519) {
                    NoteKey key = new NoteKey(parts.group(1), typed.slice(1, typed.size()));
                    if (key.idText().equals(parts.group(2))) {
                        return key;
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new Malformed("a note key's last part is base64", e);
            }
        }
        throw new Malformed("a note key is written name+id+key, for an Ed25519 key");
    }

    /// Four bytes by which a signature tells whose it is; no proof of anything.
    Bytes id() {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[named.length + 1 + PUBLIC_KEY_SIZE];
        System.arraycopy(named, 0, all, 0, named.length);
        all[named.length] = ED25519;
        System.arraycopy(publicKey.toArray(), 0, all, named.length + 1, PUBLIC_KEY_SIZE);
        return Bytes.of(all).sha256().slice(0, 4);
    }

    private String idText() {
        return HexFormat.of().formatHex(id().toArray());
    }

    /// Whether `signature` is this key's over `text`.
    boolean signed(String text, Bytes signature) {
        byte[] encoded = new byte[PREFIX.size() + PUBLIC_KEY_SIZE];
        System.arraycopy(PREFIX.toArray(), 0, encoded, 0, PREFIX.size());
        System.arraycopy(publicKey.toArray(), 0, encoded, PREFIX.size(), PUBLIC_KEY_SIZE);
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(signature.toArray());
        } catch (GeneralSecurityException e) {
            // No such point on the curve, or no signature at all: nobody signed that.
            return false;
        }
    }

    /// `name+id+key`, to be handed to whoever checks.
    @Override
    public String toString() {
        byte[] typed = new byte[1 + PUBLIC_KEY_SIZE];
        typed[0] = ED25519;
        System.arraycopy(publicKey.toArray(), 0, typed, 1, PUBLIC_KEY_SIZE);
        return name + "+" + idText() + "+" + Base64.getEncoder().encodeToString(typed);
    }
}
