package io.muster.pgp;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.math.BigInteger;

/// Reads the fields of a packet's body, never past its end.
final class Fields {
    private final Bytes content;
    private int position;

    Fields(Bytes content) {
        this.content = content;
    }

    int position() {
        return position;
    }

    int left() {
        return content.size() - position;
    }

    int octet() throws Malformed {
        require(1);
        return content.at(position++);
    }

    long number(int octets) throws Malformed {
        require(octets);
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | content.at(position++);
        }
        return value;
    }

    Bytes take(long length) throws Malformed {
        require(length);
        position += (int) length;
        return content.slice(position - (int) length, position);
    }

    /// A number with its length in bits before it (RFC 9580, 3.2).
    Bytes multiprecision() throws Malformed {
        return take((number(2) + 7) / 8);
    }

    BigInteger integer() throws Malformed {
        return new BigInteger(1, multiprecision().toArray());
    }

    private void require(long length) throws Malformed {
        if (length > left()) {
            throw new Malformed("a packet ends too early");
        }
    }
}
