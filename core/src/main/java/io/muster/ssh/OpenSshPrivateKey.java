package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A file that `ssh-keygen` makes: `openssh-key-v1` (OpenSSH's PROTOCOL.key), known by its public
/// half.
///
/// @param cipher `none`, `aes256-ctr`, …
/// @param kdf `none` or `bcrypt`
/// @param rounds of bcrypt; 0 without it
/// @param comment empty when there is none, or when it is locked in with the private half
public record OpenSshPrivateKey(
        SshPublicKey publicKey,
        String cipher,
        String kdf,
        long rounds,
        Passphrase passphrase,
        String comment) {
    /// The most rounds of bcrypt that are spent on a passphrase: OpenSSH's default is 24, and 256
    /// take some seconds.
    public static final int MOST_ROUNDS = 256;

    /// The most rounds that are spent on one key, over all passphrases: 32 of them at 16 rounds
    /// each.
    public static final int MOST_ROUNDS_TOGETHER = 512;

    private static final Bytes MAGIC =
            Bytes.of("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));

    /// Whether `content` begins as such a key does.
    public static boolean recognizes(Bytes content) {
        return content.startsWith(MAGIC);
    }

    /// Reads a key from the bytes that the PEM block `OPENSSH PRIVATE KEY` holds.
    ///
    /// @param passphrases to try when it is encrypted
    public static OpenSshPrivateKey parse(Bytes content, List<? extends CharSequence> passphrases)
            throws Malformed {
        return Guard.reading("OpenSSH private key", () -> read(content, passphrases));
    }

    /// As `docs/reference/facts.md` names them.
    public Facts facts() {
        Facts facts = Facts.of("format", "OpenSSH").with("encrypted", passphrase.encrypted());
        if (passphrase.encrypted()) {
            facts = facts.with("cipher", cipher).with("kdf", kdf).with("kdfRounds", rounds);
        }
        return comment.isEmpty() ? facts : facts.with("comment", comment);
    }

    private static OpenSshPrivateKey read(Bytes content, List<? extends CharSequence> passphrases)
            throws Malformed {
        if (!recognizes(content)) {
            throw new Malformed("it does not begin with openssh-key-v1");
        }
        if (content.size() > PublicBlob.LARGEST) {
            throw new Malformed(
                    "a private key of more than " + PublicBlob.LARGEST + " bytes is not read");
        }
        Wire wire = new Wire(content);
        wire.take(MAGIC.size());
        String cipherName = wire.text();
        String kdf = wire.text();
        Bytes kdfOptions = wire.string();
        if (wire.uint32() != 1) {
            throw new Malformed(
                    "a file with other than one key, which OpenSSH does not read either");
        }
        SshPublicKey publicKey = SshPublicKey.read(wire.string());
        Bytes sealed = wire.string();
        Bytes tag = wire.rest();
        PrivateKeyCipher cipher = PrivateKeyCipher.named(cipherName);
        if (cipher == PrivateKeyCipher.NONE) {
            if (!kdf.equals("none") || !kdfOptions.isEmpty() || !tag.isEmpty()) {
                throw new Malformed("it is not encrypted but says how it is");
            }
            String comment = PrivateHalf.open(sealed, cipher, publicKey);
            return new OpenSshPrivateKey(publicKey, cipherName, kdf, 0, Passphrase.NONE, comment);
        }
        if (!kdf.equals("bcrypt")) {
            throw new Malformed("its passphrase is stretched in a way that is not known");
        }
        cipher.requireShape(sealed, tag);
        Wire options = new Wire(kdfOptions);
        Bytes salt = options.string();
        long rounds = options.uint32();
        options.end();
        if (salt.isEmpty() || rounds == 0) {
            throw new Malformed("bcrypt needs a salt and a number of rounds");
        }
        var stretch = new Stretch(salt, rounds);
        Optional<String> comment = unlock(cipher, stretch, sealed, tag, publicKey, passphrases);
        return new OpenSshPrivateKey(
                publicKey,
                cipherName,
                kdf,
                rounds,
                comment.isPresent() ? Passphrase.KNOWN : Passphrase.NEEDED,
                comment.orElse(""));
    }

    private record Stretch(Bytes salt, long rounds) {}

    private static Optional<String> unlock(
            PrivateKeyCipher cipher,
            Stretch stretch,
            Bytes sealed,
            Bytes tag,
            SshPublicKey publicKey,
            List<? extends CharSequence> passphrases)
            throws Malformed {
        if (passphrases.isEmpty()) {
            return Optional.empty();
        }
        if (stretch.rounds() > MOST_ROUNDS) {
            throw new Malformed(
                    "its passphrase takes "
                            + stretch.rounds()
                            + " rounds of bcrypt; no more than "
                            + MOST_ROUNDS
                            + " are spent");
        }
        int tries = MOST_ROUNDS_TOGETHER / (int) stretch.rounds();
        for (CharSequence passphrase :
                passphrases.subList(0, Math.min(passphrases.size(), tries))) {
            byte[] secret = Secrets.utf8(passphrase);
            byte[] keyAndIv =
                    BcryptPbkdf.derive(
                            secret,
                            stretch.salt().toArray(),
                            (int) stretch.rounds(),
                            cipher.keyBytes() + cipher.ivBytes());
            Arrays.fill(secret, (byte) 0);
            Optional<Bytes> opened = cipher.decrypt(keyAndIv, sealed, tag);
            Arrays.fill(keyAndIv, (byte) 0);
            if (opened.isPresent() && PrivateHalf.hasEqualCheckWords(opened.get())) {
                return Optional.of(PrivateHalf.open(opened.get(), cipher, publicKey));
            }
        }
        return Optional.empty();
    }
}
