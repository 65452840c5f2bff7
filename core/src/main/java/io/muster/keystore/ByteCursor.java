package io.muster.keystore;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/// Reads big-endian numbers and counted runs out of bytes, and refuses to go past their end.
final class ByteCursor {
    private final byte[] content;
    private int position;

    ByteCursor(byte[] content) {
        this.content = content;
    }

    int left() {
        return content.length - position;
    }

    int int8() throws Malformed {
        need(1);
        return content[position++] & 0xff;
    }

    int int16() throws Malformed {
        return int8() << 8 | int8();
    }

    int int32() throws Malformed {
        return int16() << 16 | int16();
    }

    Bytes bytes(int length) throws Malformed {
        need(length);
        position += length;
        return Bytes.of(content, position - length, length);
    }

    void skip(int length) throws Malformed {
        need(length);
        position += length;
    }

    /// Java's modified UTF-8 with a two-byte length.
    String text() throws Malformed {
        int length = int16();
        need(length);
        try {
            DataInputStream data =
                    new DataInputStream(
                            new ByteArrayInputStream(content, position - 2, length + 2));
            String text = data.readUTF();
            position += length;
            return text;
        } catch (IOException e) {
            throw new Malformed("a name that is not modified UTF-8", e);
        }
    }

    private void need(int length) throws Malformed {
        if (length < 0 || length > content.length - position) {
            throw new Malformed("cut short, or a length is larger than the file");
        }
    }
}
