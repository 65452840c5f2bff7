package io.muster.discovery.content;

import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.util.Arrays;

/// OpenPGP keys without armor: content that begins with the packet of a primary key (RFC 9580, 4.2
/// and 5.5).
final class PgpFormat implements BinaryFormat {
    private static final int SECRET_KEY = 5;
    private static final int PUBLIC_KEY = 6;

    @Override
    public boolean claims(Text head, long size) {
        if (head.length() < 16 || (head.bytes()[0] & 0x80) == 0) {
            return false;
        }
        int first = head.bytes()[0] & 0xff;
        boolean current = (first & 0x40) != 0;
        int tag = current ? first & 0x3f : (first & 0x3f) >> 2;
        if (tag != SECRET_KEY && tag != PUBLIC_KEY) {
            return false;
        }
        int body = current ? currentBody(head) : olderBody(first & 3);
        if (body == 0) {
            return false;
        }
        int version = head.bytes()[body];
        int algorithm = head.bytes()[body + 5];
        return (version == 4 || version == 6) && algorithm > 0 && algorithm < 40;
    }

    private static int currentBody(Text head) {
        int length = head.bytes()[1] & 0xff;
        if (length < 192) {
            return 2;
        }
        return length < 224 ? 3 : length == 255 ? 6 : 0;
    }

    private static int olderBody(int lengthType) {
        return switch (lengthType) {
            case 0 -> 2;
            case 1 -> 3;
            case 2 -> 5;
            default -> 0;
        };
    }

    @Override
    public void read(Text content, Finds finds) throws Malformed {
        PgpKeys.read(Arrays.copyOf(content.bytes(), content.length()), Facts.NONE, finds);
    }
}
