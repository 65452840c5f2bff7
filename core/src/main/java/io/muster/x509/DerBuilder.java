package io.muster.x509;

import io.muster.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Writes DER. `new DerBuilder().sequence(s -> s.integer(BigInteger.ONE).oid(oid)).toBytes()`.
public final class DerBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Bytes toBytes() {
        return Bytes.of(out.toByteArray());
    }

    /// Appends what is encoded already.
    public DerBuilder raw(Bytes encoded) {
        out.writeBytes(encoded.toArray());
        return this;
    }

    public DerBuilder add(int tag, Bytes content) {
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        return raw(content);
    }

    /// A constructed element whose content is what `inner` writes.
    public DerBuilder constructed(int tag, Consumer<DerBuilder> inner) {
        DerBuilder content = new DerBuilder();
        inner.accept(content);
        return add(tag, content.toBytes());
    }

    public DerBuilder sequence(Consumer<DerBuilder> inner) {
        return constructed(Der.SEQUENCE, inner);
    }

    public DerBuilder integer(BigInteger value) {
        return add(Der.INTEGER, Bytes.of(value.toByteArray()));
    }

    public DerBuilder bool(boolean value) {
        return add(Der.BOOLEAN, Bytes.of(new byte[] {(byte) (value ? 0xff : 0)}));
    }

    public DerBuilder nothing() {
        return add(Der.NULL, Bytes.EMPTY);
    }

    public DerBuilder octets(Bytes content) {
        return add(Der.OCTET_STRING, content);
    }

    /// A BIT STRING of whole bytes.
    public DerBuilder bits(Bytes content) {
        byte[] padded = new byte[content.size() + 1];
        System.arraycopy(content.toArray(), 0, padded, 1, content.size());
        return add(Der.BIT_STRING, Bytes.of(padded));
    }

    public DerBuilder text(int tag, String value) {
        return add(tag, Bytes.of(value.getBytes(StandardCharsets.UTF_8)));
    }

    public DerBuilder oid(Oid oid) {
        String[] arcs = oid.dotted().split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        BigInteger first = new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40));
        writeArc(content, first.add(new BigInteger(arcs[1])));
        for (int i = 2; i < arcs.length; i++) {
            writeArc(content, new BigInteger(arcs[i]));
        }
        return add(Der.OBJECT_IDENTIFIER, Bytes.of(content.toByteArray()));
    }

    private static void writeArc(ByteArrayOutputStream content, BigInteger arc) {
        int septets = Math.max(1, (arc.bitLength() + 6) / 7);
        for (int i = septets - 1; i >= 0; i--) {
            int septet = arc.shiftRight(7 * i).intValue() & 0x7f;
            content.write(i == 0 ? septet : septet | 0x80);
        }
    }
}
