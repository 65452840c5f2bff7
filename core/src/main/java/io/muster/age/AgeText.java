package io.muster.age;

import io.muster.model.AgeKey;
import io.muster.model.Algorithm;
import io.muster.model.Algorithm.Strength;
import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.model.PublicKey;
import io.muster.model.SealedContainer;
import io.muster.spki.RawKey;
import io.muster.spki.SubjectPublicKeyInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One word of an age key file: an identity (the private half) or a recipient (the public half),
/// known by its recipient.
///
/// Passphrases are no keys, and what a file was encrypted to cannot be read back from it, so
/// nothing else of age is an identity.
public sealed interface AgeText {

    /// A recipient: `age1…`, `age1pq1…`, or of a plugin, `age1yubikey1…`.
    record Recipient(AgeKey key) implements AgeText {}

    /// An identity, `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`, known by the recipient that was
    /// derived from it.
    record Identity(AgeKey key) implements AgeText {}

    /// An identity that only a plugin can use, `AGE-PLUGIN-YUBIKEY-1…`: mostly a pointer to
    /// hardware.
    ///
    /// @param plugin its name in lower case
    record PluginIdentity(String plugin) implements AgeText {}

    /// Reads one word.
    static AgeText parse(String word) throws Malformed {
        try {
            return read(Bech32.decode(word.strip()));
        } catch (RuntimeException e) {
            throw new Malformed("this age key cannot be read", e);
        }
    }

    /// Whether `content` is a file that age has encrypted, armored or not.
    static boolean isEncrypted(Bytes content) {
        return content.startsWith(ascii("age-encryption.org/v1\n"))
                || content.startsWith(ascii("-----BEGIN AGE ENCRYPTED FILE-----"));
    }

    /// An encrypted file, which may hold identities, as what nobody could open yet.
    static SealedContainer sealed(Bytes content) {
        return new SealedContainer(content.sha256(), "age");
    }

    private static AgeText read(Bech32 text) throws Malformed {
        Bytes data = text.data();
        String prefix = text.prefix();
        return switch (prefix) {
            case "age" -> new Recipient(x25519(data));
            case "age1pq" -> new Recipient(hybrid(data));
            case "age-secret-key-" -> new Identity(x25519(PublicHalf.ofX25519(secret(data))));
            case "age-secret-key-pq-" -> new Identity(hybrid(PublicHalf.ofHybrid(secret(data))));
            default -> plugin(text);
        };
    }

    private static AgeText plugin(Bech32 text) throws Malformed {
        String prefix = text.prefix();
        if (prefix.startsWith("age-plugin-") && prefix.endsWith("-") && prefix.length() > 12) {
            return new PluginIdentity(prefix.substring(11, prefix.length() - 1));
        }
        if (prefix.startsWith("age1") && prefix.length() > 4) {
            String plugin = prefix.substring(4);
            Algorithm algorithm =
                    new Algorithm("age-plugin-" + plugin, "", "", Strength.UNKNOWN, 0);
            return new Recipient(new AgeKey(text.encode(), algorithm, Optional.empty()));
        }
        throw new Malformed("it is neither an identity nor a recipient of age");
    }

    private static byte[] secret(Bytes data) throws Malformed {
        if (data.size() != 32) {
            throw new Malformed("an age identity has 32 bytes");
        }
        return data.toArray();
    }

    private static AgeKey x25519(Bytes publicHalf) throws Malformed {
        PublicKey key = SubjectPublicKeyInfo.raw(RawKey.X25519, publicHalf);
        return new AgeKey(new Bech32("age", publicHalf).encode(), key.publicKey(), key.keyId());
    }

    private static AgeKey hybrid(Bytes publicHalf) throws Malformed {
        if (publicHalf.size() != PublicHalf.HYBRID_BYTES) {
            throw new Malformed(
                    "a post-quantum recipient has " + PublicHalf.HYBRID_BYTES + " bytes");
        }
        Algorithm algorithm = new Algorithm("MLKEM768-X25519", "", "", Strength.HYBRID, 192);
        return new AgeKey(new Bech32("age1pq", publicHalf).encode(), algorithm, Optional.empty());
    }

    private static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
