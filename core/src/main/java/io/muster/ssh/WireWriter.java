package io.muster.ssh;

import io.muster.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Writes the data types of RFC 4251, 5.
public final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public WireWriter uint32(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    public WireWriter string(byte[] value) {
        uint32(value.length);
        out.writeBytes(value);
        return this;
    }

    public WireWriter string(Bytes value) {
        return string(value.toArray());
    }

    public WireWriter string(String value) {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    public WireWriter mpint(BigInteger value) {
        return string(value.signum() == 0 ? new byte[0] : value.toByteArray());
    }

    public WireWriter raw(Bytes value) {
        out.writeBytes(value.toArray());
        return this;
    }

    public byte[] toArray() {
        return out.toByteArray();
    }

    public Bytes toBytes() {
        return Bytes.of(out.toByteArray());
    }
}
