package io.muster.discovery.content;

import io.muster.keystore.Passwords;
import io.muster.secret.FingerprintKey;
import io.muster.secret.SecretScanner;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a [Recogniser] is told.
///
/// @param bytesMax content larger than this is read up to here, and said to be cut
/// @param passwords tried on whatever is locked
/// @param secrets how secrets in text are looked for; empty when they are not
public record Settings(long bytesMax, Passwords passwords, Optional<SecretSearch> secrets) {
    /// Larger files are logs, images and databases; a store of credentials of this size has not
    /// been seen.
    public static final long BYTES_MAX = 1L << 30;

    /// @param scanner made when the first text asks for it: most commands never do
    /// @param key under which values are told apart without being kept
    public record SecretSearch(Supplier<SecretScanner> scanner, FingerprintKey key) {}

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
        SecretSearch search = new SecretSearch(new Lazily(), key);
        return new Settings(BYTES_MAX, Passwords.WELL_KNOWN, Optional.of(search));
    }

    /// The same with other passwords, tried before the well-known ones.
    public Settings withPasswords(Passwords others) {
        return new Settings(bytesMax, others, secrets);
    }

    /// Every detector, once.
    private static final class Lazily implements Supplier<SecretScanner> {
        private @Nullable SecretScanner scanner;

        @Override
        public synchronized SecretScanner get() {
            SecretScanner made = scanner == null ? SecretScanner.withAllDetectors() : scanner;
            scanner = made;
            return made;
        }
    }
}
