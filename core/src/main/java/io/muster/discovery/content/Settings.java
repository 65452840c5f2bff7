package io.muster.discovery.content;

import io.muster.keystore.Passwords;
import io.muster.secret.FingerprintKey;
import java.util.Optional;

/// What a [Recogniser] is told.
///
/// @param bytesMax content larger than this is read up to here, and said to be cut
/// @param passwords tried on whatever is locked
/// @param secrets the key under which the values of secrets in text are told apart without being
///   kept; empty when none are looked for
public record Settings(long bytesMax, Passwords passwords, Optional<FingerprintKey> secrets) {
    /// Larger files are logs, images and databases; a store of credentials of this size has not
    /// been seen.
    public static final long BYTES_MAX = 1L << 30;

    public Settings {
        if (bytesMax < 1) {
            throw new IllegalArgumentException("at least one byte is read");
        }
    }

    /// Certificates and keys under well-known passwords; no secrets in text.
    public static Settings withoutSecrets() {
        return new Settings(BYTES_MAX, Passwords.WELL_KNOWN, Optional.empty());
    }

    /// Everything, with the values of secrets fingerprinted under `key`.
    public static Settings withSecrets(FingerprintKey key) {
        return new Settings(BYTES_MAX, Passwords.WELL_KNOWN, Optional.of(key));
    }

    /// The same with other passwords, tried before the well-known ones.
    public Settings withPasswords(Passwords others) {
        return new Settings(bytesMax, others, secrets);
    }
}
