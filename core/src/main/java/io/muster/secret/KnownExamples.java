package io.muster.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/// Values that vendors print in their documentation: keys of the samples of Google Maps and
/// Firebase. Kept as the first 8 bytes of SHA-256, so that this file does not trip other scanners.
final class KnownExamples {
    private static final Set<String> HASHES =
            Set.of(
                    "0b476bdf9acf2123",
                    "2037abcaffb2b777",
                    "27a9a42931dff7eb",
                    "37f8f09bdf12c2f2",
                    "3a8b61d0f636b007",
                    "3f370c9dd8225c63",
                    "49f777db995e8260",
                    "4c98242dcadc8b29",
                    "8731261cb72d8626",
                    "a19f89ab3555eac1",
                    "a6c814bc555ae62c",
                    "b7d61096898ce748",
                    "dc0fcf046c61640c",
                    "e4a5542bb7fd7b67",
                    "ea9bb1082cf95663",
                    "eb540d2b6ee2a0a4",
                    "f3082ce9d6992144",
                    "f56e323494a6ffc2");

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
