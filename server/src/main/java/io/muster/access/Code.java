package io.muster.access;

import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// A secret text of ours: 256 random bits behind a prefix that says what it opens. It is shown
/// once; what is kept is its SHA-256, which for that much randomness needs neither salt nor
/// stretching.
public record Code(String text) {
    /// Longer than any of ours: what is longer is not even hashed.
    private static final int LENGTH_MAX = 128;

    private static final int BYTES = 32;

    /// A new one.
    ///
    /// @param prefix such as `muster_`: scanners for leaked secrets know ours by it
    /// @param random must not be foreseeable
    public static Code made(String prefix, RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Code(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Could it be one of ours?
    public boolean isPlausible() {
        return !text.isEmpty() && text.length() <= LENGTH_MAX;
    }

    /// What is kept of it, and how it is found again.
    public Bytes hash() {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    @Override
    public String toString() {
        return "a code that is shown once";
    }
}
