package io.muster.ssh;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Passphrases as bytes, without a String that stays in memory.
final class Secrets {
    private Secrets() {}

    /// The passphrase in UTF-8, the caller's to erase.
    static byte[] utf8(CharSequence passphrase) {
        byte[] room = new byte[3 * passphrase.length()]; // no char takes more in UTF-8
        ByteBuffer encoded = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(passphrase), encoded, true);
        byte[] bytes = Arrays.copyOf(room, encoded.position());
        Arrays.fill(room, (byte) 0);
        return bytes;
    }
}
