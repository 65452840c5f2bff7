package io.muster.keystore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digests that every Java platform has.
final class Digests {
    private Digests() {}

    static MessageDigest of(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
