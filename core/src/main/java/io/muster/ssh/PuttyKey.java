package io.muster.ssh;

import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A private key of PuTTY (`.ppk`, versions 1 to 3; PuTTY manual, appendix C), known by its public
/// half.
///
/// @param version of the format
/// @param encryption `none` or `aes256-cbc`
/// @param comment empty when there is none
/// @param authentic whether the file's check fits; empty when it cannot be told because the
///   passphrase is missing
public record PuttyKey(
        SshPublicKey publicKey,
        int version,
        String encryption,
        String comment,
        Passphrase passphrase,
        Optional<Boolean> authentic) {

    /// Whether `text` begins as such a file does.
    public static boolean recognizes(String text) {
        return text.startsWith(PuttyFile.MAGIC);
    }

    /// Reads a file.
    ///
    /// @param passphrases to try when it is encrypted
    public static PuttyKey parse(String text, List<? extends CharSequence> passphrases)
            throws Malformed {
        return Guard.reading("PuTTY key", () -> read(text, passphrases));
    }

    /// As `docs/reference/facts.md` names them.
    public Facts facts() {
        Facts facts =
                Facts.of("format", "PuTTY " + version).with("encrypted", passphrase.encrypted());
        if (authentic.isPresent()) {
            facts = facts.with("authentic", authentic.get());
        }
        return comment.isEmpty() ? facts : facts.with("comment", comment);
    }

    private static PuttyKey read(String text, List<? extends CharSequence> passphrases)
            throws Malformed {
        PuttyFile file = PuttyFile.parse(text);
        SshPublicKey publicKey = SshPublicKey.parse(file.publicBlob());
        if (!publicKey.credential().keyType().equals(file.keyType())) {
            throw new Malformed("the type in its first line is not the type of its key");
        }
        Passphrase passphrase = Passphrase.NONE;
        Optional<Boolean> authentic = Optional.empty();
        if (file.encryption().equals("none")) {
            authentic = Optional.of(PuttyChecks.isAuthentic(file));
        } else if (file.encryption().equals("aes256-cbc")) {
            passphrase = opens(file, passphrases) ? Passphrase.KNOWN : Passphrase.NEEDED;
            authentic = passphrase == Passphrase.KNOWN ? Optional.of(true) : Optional.empty();
        } else {
            throw new Malformed("it is encrypted with a cipher that is not known");
        }
        return new PuttyKey(
                publicKey,
                file.version(),
                file.encryption(),
                file.comment(),
                passphrase,
                authentic);
    }

    private static boolean opens(PuttyFile file, List<? extends CharSequence> passphrases)
            throws Malformed {
        int tried = Math.min(passphrases.size(), PuttyChecks.mostTries(file));
        for (CharSequence passphrase : passphrases.subList(0, tried)) {
            byte[] secret = Secrets.utf8(passphrase);
            boolean fits = PuttyChecks.opens(file, secret);
            Arrays.fill(secret, (byte) 0);
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
