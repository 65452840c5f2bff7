package io.muster.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of a secret, for the moments between finding and forgetting. Prints itself masked
/// only.
public final class SecretValue {
    private final byte[] bytes;

    SecretValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A value that somebody else found, to be masked and fingerprinted alike.
    public static SecretValue of(byte[] bytes) {
        return new SecretValue(bytes.clone());
    }

    /// A copy; who takes it keeps it secret.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public Masked masked() {
        return Masked.of(text());
    }

    String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretValue value && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return masked().toString();
    }
}
