package io.muster.discovery.content;

import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.x509.Der;

/// ASN.1 in DER or BER without armour: certificates, requests, lists, keys, PKCS#7, PKCS#12, BCFKS.
final class DerFormat implements BinaryFormat {
    private static final int SEQUENCE = 0x30;
    private static final int INDEFINITE = 0x80;

    /// Bytes behind the structure that are let pass: a line break, a checksum, padding.
    private static final int TRAILING_MAX = 16;

    /// How many structures one after another are read from one file.
    private static final int COUNT_MAX = 10_000;

    private final Structures structures;

    DerFormat(Structures structures) {
        this.structures = structures;
    }

    @Override
    public boolean claims(Text head, long size) {
        if (head.length() < 8 || head.bytes()[0] != SEQUENCE) {
            return false;
        }
        int tag = head.bytes()[secondTagAt(head)] & 0xff;
        if (tag != Der.SEQUENCE && tag != Der.INTEGER && tag != Der.OBJECT_IDENTIFIER) {
            return false;
        }
        long end = end(head, 0);
        return end <= size
                && (end == INDEFINITE_END
                        || end + TRAILING_MAX >= size
                        || startsAnother(head, end));
    }

    private static final long INDEFINITE_END = 0;

    private static int secondTagAt(Text head) {
        int length = head.bytes()[1] & 0xff;
        return Math.min(head.length() - 1, length <= INDEFINITE ? 2 : 2 + (length & 0x7f));
    }

    /// Where the structure that starts at `at` ends; 0 when only reading it tells.
    private static long end(Text head, int at) {
        int first = head.bytes()[at + 1] & 0xff;
        if (first == INDEFINITE) {
            return INDEFINITE_END;
        }
        if (first < INDEFINITE) {
            return at + 2L + first;
        }
        long length = 0;
        int octets = first & 0x7f;
        if (octets > 4 || at + 2 + octets > head.length()) {
            return Long.MAX_VALUE;
        }
        for (int i = 0; i < octets; i++) {
            length = length << 8 | (head.bytes()[at + 2 + i] & 0xff);
        }
        return at + 2L + octets + length;
    }

    private static boolean startsAnother(Text head, long at) {
        return at < head.length() && head.bytes()[(int) at] == SEQUENCE;
    }

    @Override
    public void read(Text content, Finds finds) throws Malformed {
        Facts facts = Facts.of("format", "DER");
        int at = 0;
        for (int count = 0;
                at < content.length() && content.bytes()[at] == SEQUENCE && count < COUNT_MAX;
                count++) {
            Bytes rest = Bytes.of(content.bytes(), at, content.length() - at);
            Bytes element = Der.read(rest.toArray()).encodedBytes();
            if (!structures.read(element, facts, finds)) {
                return;
            }
            at += element.size();
        }
    }
}
