package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// One DER or BER element, read in place: nothing is copied until somebody asks for it, and nothing
/// is allocated by a length that the input claims.
///
/// The reader is lenient on purpose, because an inventory must list bad certificates too: whatever
/// is not DER but still has one meaning is read and noted as a [Deviation]. Truncation, lengths
/// beyond the input and nesting deeper than [#MAX_DEPTH] are refused with [Malformed].
///
/// All elements of one input share the array given to [#read]; the caller must not change it.
public final class Der {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int ENUMERATED = 0x0a;
    public static final int UTF8_STRING = 0x0c;
    public static final int NUMERIC_STRING = 0x12;
    public static final int PRINTABLE_STRING = 0x13;
    public static final int TELETEX_STRING = 0x14;
    public static final int IA5_STRING = 0x16;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int VISIBLE_STRING = 0x1a;
    public static final int UNIVERSAL_STRING = 0x1c;
    public static final int BMP_STRING = 0x1e;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    /// Elements may be nested this deep; real certificates stay below 16.
    public static final int MAX_DEPTH = 64;

    private static final int CONSTRUCTED = 0x20;

    final byte[] data;
    final int start;
    final int tag;
    final int content;
    final int contentEnd;
    final int end;
    final int depth;
    final EnumSet<Deviation> deviations;

    Der(
            byte[] data,
            int start,
            int tag,
            int content,
            int contentEnd,
            int end,
            int depth,
            EnumSet<Deviation> deviations) {
        this.data = data;
        this.start = start;
        this.tag = tag;
        this.content = content;
        this.contentEnd = contentEnd;
        this.end = end;
        this.depth = depth;
        this.deviations = deviations;
    }

    /// The one element that fills `data`; bytes after it are noted as a deviation.
    public static Der read(byte[] data) throws Malformed {
        DerCursor cursor = new DerCursor(data, 0, data.length, 0, EnumSet.noneOf(Deviation.class));
        Der element = cursor.next();
        cursor.end();
        return element;
    }

    /// The context-specific tag `[number]`, primitive: `tagged(0)` is 0x80.
    public static int tagged(int number) {
        return 0x80 | number;
    }

    /// The context-specific tag `[number]`, constructed: `explicit(0)` is 0xa0.
    public static int explicit(int number) {
        return 0xa0 | number;
    }

    public int tag() {
        return tag;
    }

    public boolean is(int wanted) {
        return tag == wanted;
    }

    /// Number of content bytes.
    public int length() {
        return contentEnd - content;
    }

    /// The deviations met so far anywhere in this input; grows while more of it is read.
    public Set<Deviation> deviations() {
        return EnumSet.copyOf(deviations);
    }

    /// The whole element, tag and length included, as it was in the input.
    public byte[] encoded() {
        return Arrays.copyOfRange(data, start, end);
    }

    /// The whole element as a value.
    public Bytes encodedBytes() {
        return Bytes.of(data, start, end - start);
    }

    /// The content as a value.
    public Bytes contentBytes() {
        return Bytes.of(data, content, length());
    }

    /// The content bytes, copied.
    public byte[] contents() {
        return Arrays.copyOfRange(data, content, contentEnd);
    }

    /// The elements inside; `what` names this one in a refusal.
    public DerCursor children(int wanted, String what) throws Malformed {
        expect(wanted, what);
        return children();
    }

    /// The elements inside, whatever the tag.
    public DerCursor children() throws Malformed {
        return nested(content, contentEnd);
    }

    private DerCursor nested(int from, int to) throws Malformed {
        if (depth >= MAX_DEPTH) {
            throw new Malformed("nested deeper than " + MAX_DEPTH + " levels");
        }
        return new DerCursor(data, from, to, depth + 1, deviations);
    }

    /// Refuses every tag but `wanted`.
    public Der expect(int wanted, String what) throws Malformed {
        if (tag != wanted) {
            throw new Malformed(what + ": expected " + name(wanted) + ", found " + name(tag));
        }
        return this;
    }

    /// An INTEGER or ENUMERATED of any size, two's complement.
    public BigInteger integer(String what) throws Malformed {
        if (tag != ENUMERATED) {
            expect(INTEGER, what);
        }
        return integerContent(what);
    }

    BigInteger integerContent(String what) throws Malformed {
        if (length() == 0) {
            throw new Malformed(what + ": INTEGER without content");
        }
        if (length() > 1) {
            int first = data[content];
            boolean padded =
                    (first == 0 && data[content + 1] >= 0)
                            || (first == -1 && data[content + 1] < 0);
            note(padded, Deviation.NON_MINIMAL_INTEGER);
        }
        return new BigInteger(data, content, length());
    }

    /// An INTEGER from 0 to `most`.
    public int integerUpTo(int most, String what) throws Malformed {
        BigInteger value = integer(what);
        if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new Malformed(what + ": number outside 0 to " + most);
        }
        return value.intValue();
    }

    public boolean bool(String what) throws Malformed {
        expect(BOOLEAN, what);
        if (length() != 1) {
            throw new Malformed(what + ": BOOLEAN of " + length() + " bytes");
        }
        byte value = data[content];
        note(value != 0 && value != -1, Deviation.BOOLEAN_VALUE);
        return value != 0;
    }

    public Oid oid(String what) throws Malformed {
        expect(OBJECT_IDENTIFIER, what);
        return oidContent(what);
    }

    Oid oidContent(String what) throws Malformed {
        return Oid.decode(data, content, contentEnd, deviations, what);
    }

    /// The bytes of an OCTET STRING, joined when it was sent in pieces.
    public byte[] octets(String what) throws Malformed {
        if (tag == (OCTET_STRING | CONSTRUCTED)) {
            return joined(OCTET_STRING, what);
        }
        return expect(OCTET_STRING, what).contents();
    }

    /// The bytes of a BIT STRING that holds whole bytes: keys and signatures.
    public byte[] bitOctets(String what) throws Malformed {
        if (tag == (BIT_STRING | CONSTRUCTED)) {
            return joined(BIT_STRING, what);
        }
        expect(BIT_STRING, what);
        if (length() == 0) {
            throw new Malformed(what + ": BIT STRING without content");
        }
        note(data[content] != 0, Deviation.PARTIAL_BYTES);
        return Arrays.copyOfRange(data, content + 1, contentEnd);
    }

    /// The first 64 bits of a named BIT STRING; bit 0 of the standard is bit 0 of the answer.
    public long namedBits(String what) throws Malformed {
        expect(BIT_STRING, what);
        return namedBitsContent(what);
    }

    long namedBitsContent(String what) throws Malformed {
        int unused = length() == 0 ? 8 : data[content];
        if (unused < 0 || unused > 7 || (length() == 1 && unused != 0)) {
            throw new Malformed(what + ": BIT STRING with a wrong number of unused bits");
        }
        if (length() > 1) {
            int last = data[contentEnd - 1] & 0xff;
            boolean trailingZero = (last >> unused & 1) == 0;
            note((last & ((1 << unused) - 1)) != 0 || trailingZero, Deviation.UNUSED_BITS);
        }
        long bits = 0;
        for (int i = 0; i < Math.min(length() - 1, 8); i++) {
            int reversed = Integer.reverse(data[content + 1 + i]) >>> 24;
            bits |= (long) reversed << (8 * i);
        }
        return bits;
    }

    /// The characters of any ASN.1 string type; bytes that do not fit the type are refused.
    public String text(String what) throws Malformed {
        return DerText.decode(this, what);
    }

    /// A UTCTime or GeneralizedTime.
    public Instant time(String what) throws Malformed {
        return DerTime.decode(this, what);
    }

    /// A cursor over the element that an OCTET STRING wraps, as extensions do.
    public DerCursor wrapped(String what) throws Malformed {
        expect(OCTET_STRING, what);
        return children();
    }

    /// A cursor over the element that a BIT STRING of whole bytes wraps, as keys do.
    DerCursor keyContent() throws Malformed {
        return nested(content + 1, contentEnd);
    }

    private byte[] joined(int piece, String what) throws Malformed {
        deviations.add(Deviation.CONSTRUCTED_STRING);
        byte[] joined = new byte[length()];
        int size = 0;
        DerCursor pieces = children();
        while (pieces.hasNext()) {
            Der next = pieces.next();
            byte[] part = piece == BIT_STRING ? next.bitOctets(what) : next.octets(what);
            System.arraycopy(part, 0, joined, size, part.length);
            size += part.length;
        }
        return Arrays.copyOf(joined, size);
    }

    void note(boolean deviates, Deviation deviation) {
        if (deviates) {
            deviations.add(deviation);
        }
    }

    private static String name(int tag) {
        return switch (tag) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case BIT_STRING -> "BIT STRING";
            case OCTET_STRING -> "OCTET STRING";
            case NULL -> "NULL";
            case OBJECT_IDENTIFIER -> "OBJECT IDENTIFIER";
            case SEQUENCE -> "SEQUENCE";
            case SET -> "SET";
            default -> "tag 0x" + Integer.toHexString(tag);
        };
    }
}
