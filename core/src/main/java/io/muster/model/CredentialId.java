package io.muster.model;

import java.nio.charset.StandardCharsets;

/// The address of a credential: SHA-256 over its type and its canonical bytes, kept whole.
///
/// All 32 bytes are kept because a shorter id would let somebody make two certificates that hide
/// each other.
public record CredentialId(Bytes digest) implements Subject, Comparable<CredentialId> {
    public CredentialId {
        if (digest.size() != 32) {
            throw new IllegalArgumentException("a credential id has 32 bytes");
        }
    }

    /// The id of what has the canonical bytes `content`: DER, an SSH blob, an SPKI.
    public static CredentialId of(CredentialType type, Bytes content) {
        return content.id(type);
    }

    /// The id of what is addressed by a name: a provider's public id, a managed key's resource and
    /// version.
    public static CredentialId of(CredentialType type, String name) {
        return of(type, Bytes.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public int compareTo(CredentialId other) {
        return digest.compareTo(other.digest);
    }

    /// 64 hexadecimal digits.
    @Override
    public String toString() {
        return digest.toHex();
    }
}
