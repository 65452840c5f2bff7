package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.Base64;

/// Base64 between a line that begins and one that ends it. (PEM files with other things in them are
/// split before they come here.)
final class Armor {
    private Armor() {}

    /// The bytes of the first block `label` of `text`; what is around it is ignored.
    static Bytes decode(String label, String text) throws Malformed {
        return base64(body("-----BEGIN " + label + "-----", "-----END " + label + "-----", text));
    }

    /// What stands between two lines.
    static String body(String begin, String end, String text) throws Malformed {
        int start = text.indexOf(begin);
        if (start < 0) {
            throw new Malformed("it has no line " + begin);
        }
        int from = start + begin.length();
        int to = text.indexOf(end, from);
        if (to < 0) {
            throw new Malformed("it has no line " + end);
        }
        return text.substring(from, to);
    }

    /// The bytes that base64 with line breaks writes.
    static Bytes base64(String text) throws Malformed {
        try {
            String compact = text.replaceAll("\\s+", "");
            return Bytes.of(Base64.getDecoder().decode(compact));
        } catch (IllegalArgumentException e) {
            throw new Malformed("its content is not base64", e);
        }
    }
}
