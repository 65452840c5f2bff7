package io.muster.model;

/// What names a thing by its content.
///
/// Public things (certificates, public keys) are named by a plain digest. Secrets are named under a
/// key, because a plain digest of a short secret can be guessed; fingerprints under different keys
/// are never equal and must never be compared.
public sealed interface Fingerprint {

    /// The digest's 32 bytes.
    Bytes digest();

    /// SHA-256 over the canonical bytes; written `sha256:<hex>`.
    record Sha256(Bytes digest) implements Fingerprint {
        public Sha256 {
            require32(digest);
        }

        @Override
        public String toString() {
            return "sha256:" + digest.toHex();
        }
    }

    /// HMAC-SHA-256 under the fingerprint key `version`; written `hmac:<version>:<hex>`.
    record HmacSha256(String version, Bytes digest) implements Fingerprint {
        public HmacSha256 {
            require32(digest);
            if (!version.matches("[0-9a-z]{1,32}")) {
                throw new IllegalArgumentException("a key version is 1 to 32 letters and digits");
            }
        }

        @Override
        public String toString() {
            return "hmac:" + version + ":" + digest.toHex();
        }
    }

    /// The SHA-256 fingerprint of `content`.
    static Fingerprint of(Bytes content) {
        return new Sha256(content.sha256());
    }

    /// Reads what `toString` writes.
    ///
    /// @throws IllegalArgumentException when `text` is neither form
    static Fingerprint parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 2 && parts[0].equals("sha256")) {
            return new Sha256(Bytes.ofHex(parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("hmac")) {
            return new HmacSha256(parts[1], Bytes.ofHex(parts[2]));
        }
        throw new IllegalArgumentException("a fingerprint is sha256:<hex> or hmac:<version>:<hex>");
    }

    private static void require32(Bytes digest) {
        if (digest.size() != 32) {
            throw new IllegalArgumentException("a fingerprint has 32 bytes, not " + digest.size());
        }
    }
}
