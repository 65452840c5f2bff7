package io.muster.secret;

import java.util.Optional;

/// A secret that was found.
///
/// @param detector which kind it is
/// @param match where the whole of it lies, name and quotes included, in bytes of the file
/// @param secret where the value itself lies
/// @param line the line of the value, from 1
/// @param value the value; prints itself masked
/// @param proof how sure this is and why
/// @param publicIdentifier what the issuer calls it in public, such as an AWS access key id
/// @param partner the other half where a secret comes in two, such as the secret access key beside
///   a key id
public record Hit(
        Detector detector,
        Span match,
        Span secret,
        long line,
        SecretValue value,
        Proof proof,
        Optional<String> publicIdentifier,
        Optional<Span> partner) {

    /// Bytes `start` (inclusive) to `end` (exclusive) of a file.
    public record Span(long start, long end) {}
}
