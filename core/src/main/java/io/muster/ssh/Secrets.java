package io.muster.ssh;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Passphrases as bytes, without a String that stays in memory.
final class Secrets {
    private Secrets() {}

    /// The passphrase in UTF-8, the caller's to erase.
    static byte[] utf8(CharSequence passphrase) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
