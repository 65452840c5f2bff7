package io.muster.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/// Values that vendors print in their documentation. Kept as the first 8 bytes of SHA-256, so that
/// this file does not trip other scanners.
final class KnownExamples {
    private static final Set<String> HASHES = Set.of();

    private KnownExamples() {}

    static boolean contain(String value) {
        return HASHES.contains(hash(value));
    }

    static String hash(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(value.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
