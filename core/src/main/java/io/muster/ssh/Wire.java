package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Reads the data types of RFC 4251, 5 from the start of some bytes to their end. Never reads past
/// the end, never allocates what is not there.
public final class Wire {
    private final Bytes content;
    private int position;

    public Wire(Bytes content) {
        this.content = content;
    }

    public boolean hasMore() {
        return position < content.size();
    }

    int position() {
        return position;
    }

    public int uint8() throws Malformed {
        require(1);
        return content.at(position++);
    }

    public boolean bool() throws Malformed {
        return uint8() != 0;
    }

    public long uint32() throws Malformed {
        return number(4);
    }

    /// All 64 bits; compare and print it as unsigned.
    long uint64() throws Malformed {
        return number(8);
    }

    private long number(int length) throws Malformed {
        require(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | content.at(position++);
        }
        return value;
    }

    public Bytes string() throws Malformed {
        long length = uint32();
        if (length > content.size() - position) {
            throw new Malformed("a field is longer than what is left of it");
        }
        return take((int) length);
    }

    Wire nested() throws Malformed {
        return new Wire(string());
    }

    /// A string as text. What is not UTF-8 is replaced: names in certificates come from anywhere.
    public String text() throws Malformed {
        return new String(string().toArray(), StandardCharsets.UTF_8);
    }

    /// Zero or positive; no key has a negative number in it.
    BigInteger mpint() throws Malformed {
        Bytes number = string();
        if (!number.isEmpty() && number.at(0) >= 0x80) {
            throw new Malformed("a number of the key is negative");
        }
        return new BigInteger(1, number.toArray());
    }

    public Bytes take(int length) throws Malformed {
        require(length);
        position += length;
        return content.slice(position - length, position);
    }

    public Bytes rest() throws Malformed {
        return take(content.size() - position);
    }

    void end() throws Malformed {
        if (hasMore()) {
            throw new Malformed(
                    "there are " + (content.size() - position) + " bytes after its end");
        }
    }

    private void require(int length) throws Malformed {
        if (length > content.size() - position) {
            throw new Malformed("it ends too early");
        }
    }
}
