package io.muster.age;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.ByteArrayOutputStream;
import java.util.Locale;

/// Bech32 (BIP 173) as age uses it: without the limit of 90 characters.
///
/// @param prefix the human-readable part, in lower case
record Bech32(String prefix, Bytes data) {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };
    private static final int CHECKSUM = 6;

    /// Post-quantum recipients have about 1,960 characters.
    private static final int LONGEST = 8_192;

    static Bech32 decode(String text) throws Malformed {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw new Malformed("it mixes upper and lower case");
        }
        int separator = lower.lastIndexOf('1');
        if (separator < 1 || separator + 1 + CHECKSUM > lower.length() || text.length() > LONGEST) {
            throw new Malformed("it is not Bech32");
        }
        int[] words = new int[lower.length() - separator - 1];
        for (int i = 0; i < words.length; i++) {
            words[i] = ALPHABET.indexOf(lower.charAt(separator + 1 + i));
            if (words[i] < 0) {
                throw new Malformed("it has a character that Bech32 does not have");
            }
        }
        String prefix = lower.substring(0, separator);
        if (checksum(prefix, words, words.length) != 1) {
            throw new Malformed("its checksum is wrong");
        }
        return new Bech32(prefix, bytes(words, words.length - CHECKSUM));
    }

    /// In lower case.
    String encode() {
        int[] words = new int[(data.size() * 8 + 4) / 5 + CHECKSUM];
        int end = words.length - CHECKSUM;
        for (int i = 0; i < data.size() * 8; i++) {
            int bit = (data.at(i / 8) >> (7 - i % 8)) & 1;
            words[i / 5] |= bit << (4 - i % 5);
        }
        int sum = checksum(prefix, words, words.length) ^ 1;
        for (int i = 0; i < CHECKSUM; i++) {
            words[end + i] = (sum >> (5 * (CHECKSUM - 1 - i))) & 31;
        }
        StringBuilder text = new StringBuilder(prefix).append('1');
        for (int word : words) {
            text.append(ALPHABET.charAt(word));
        }
        return text.toString();
    }

    private static Bytes bytes(int[] words, int count) throws Malformed {
        var out = new ByteArrayOutputStream();
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < count; i++) {
            pending = (pending << 5) | words[i];
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(pending >> bits);
                pending &= (1 << bits) - 1;
            }
        }
        if (bits >= 5 || pending != 0) {
            throw new Malformed("its last character has bits that belong to nothing");
        }
        return Bytes.of(out.toByteArray());
    }

    private static int checksum(String prefix, int[] words, int count) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        for (int i = 0; i < count; i++) {
            sum = step(sum, words[i]);
        }
        return sum;
    }

    private static int step(int sum, int word) {
        int top = sum >>> 25;
        int next = ((sum & 0x1ffffff) << 5) ^ word;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((top >> i) & 1) == 0 ? 0 : GENERATOR[i];
        }
        return next;
    }
}
