package io.muster.discovery.content;

import io.muster.keystore.Passwords;

/// What a [Recogniser] is told.
///
/// @param bytesMax content larger than this is read up to here, and said to be cut
/// @param passwords tried on whatever is locked
public record Settings(long bytesMax, Passwords passwords) {
    /// Larger files are logs, images and databases; a credential store of this size has not been
    /// seen.
    public static final long BYTES_MAX = 1L << 30;

    public Settings {
        if (bytesMax < 1) {
            throw new IllegalArgumentException("at least one byte is read");
        }
    }

    /// Certificates and keys, well-known passwords, no secrets.
    public static Settings withoutSecrets() {
        return new Settings(BYTES_MAX, Passwords.WELL_KNOWN);
    }
}
