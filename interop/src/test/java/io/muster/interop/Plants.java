package io.muster.interop;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;

/// Secrets that nobody ever used, in the shapes that their issuers give them.
///
/// Made from a seed and put together here, so that no scanner takes these files for a leak.
record Plants(Random random) {
    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    static Plants of(long seed) {
        return new Plants(new Random(seed));
    }

    String text(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return text.toString();
    }

    private String capitals(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
        }
        return text.toString();
    }

    /// Of GitHub or npm: ends in the CRC-32 of its body, in base 62.
    String withChecksum(String prefix) {
        String body = text(30);
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        var digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
            digits.append(BASE62.charAt((int) (rest % 62)));
        }
        return prefix + body + digits.reverse();
    }

    String awsKeyId() {
        return "AKIA" + capitals(16);
    }

    String stripe() {
        return "sk_" + "live_" + text(32);
    }

    String slack() {
        return "xox" + "b-" + number() + "-" + number() + "-" + text(24);
    }

    private String number() {
        return String.valueOf(100_000_000_000L + random.nextInt(1_000_000_000));
    }

    String jsonWebToken(String issuer) {
        return base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
                + "."
                + base64("{\"iss\":\"" + issuer + "\",\"sub\":\"pay\",\"exp\":2000000000}")
                + "."
                + text(43);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
