package io.muster.merkle;

import io.muster.model.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The hash of a tree or of a part of one (RFC 9162, 2.1.1): SHA-256 over a byte that tells leaf
/// from inner node, so that neither can pass for the other, and what is below.
///
/// @param digest 32 bytes
public record TreeHash(Bytes digest) {
    /// How many bytes a hash has.
    public static final int SIZE = 32;

    /// The hash of a log without entries.
    public static final TreeHash OF_NOTHING = new TreeHash(Bytes.EMPTY.sha256());

    private static final byte LEAF = 0;
    private static final byte INNER = 1;

    public TreeHash {
        if (digest.size() != SIZE) {
            throw new IllegalArgumentException("a tree hash has 32 bytes");
        }
    }

    /// The hash of one entry.
    public static TreeHash ofEntry(Bytes entry) {
        MessageDigest sha256 = sha256();
        sha256.update(LEAF);
        sha256.update(entry.toArray());
        return new TreeHash(Bytes.of(sha256.digest()));
    }

    /// The hash of the node above `left` and `right`.
    public static TreeHash above(TreeHash left, TreeHash right) {
        MessageDigest sha256 = sha256();
        sha256.update(INNER);
        sha256.update(left.digest.toArray());
        sha256.update(right.digest.toArray());
        return new TreeHash(Bytes.of(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must support SHA-256", e);
        }
    }

    /// As a checkpoint writes it: base64 with padding (RFC 4648, 4).
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(digest.toArray());
    }
}
