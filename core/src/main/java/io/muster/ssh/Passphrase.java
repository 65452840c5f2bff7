package io.muster.ssh;

/// How a private key's file is protected.
public enum Passphrase {
    /// Not at all: whoever reads the file has the key.
    NONE,
    /// By a passphrase that was not among those given.
    NEEDED,
    /// By one of the passphrases given.
    KNOWN;

    /// Whether the private half is encrypted.
    public boolean encrypted() {
        return this != NONE;
    }
}
