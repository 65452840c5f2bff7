package io.muster.discovery.content;

/// The name that a value is given in text: what stands before `=` or `:`.
final class Variables {
    private static final int LENGTH_MAX = 128;

    private Variables() {}

    /// The name before the value at `at`, empty when there is none.
    static String before(Text text, int at) {
        int end = at;
        boolean assigned = false;
        while (end > 0 && at - end < LENGTH_MAX && isBetween(text.bytes()[end - 1])) {
            end--;
            assigned |= text.bytes()[end] == '=' || text.bytes()[end] == ':';
        }
        int start = end;
        while (start > 0 && end - start < LENGTH_MAX && isNamePart(text.bytes()[start - 1])) {
            start--;
        }
        return assigned ? text.latin1(start, end) : "";
    }

    private static boolean isBetween(byte c) {
        return " \t\"':=|>\r\n-".indexOf(c) >= 0;
    }

    private static boolean isNamePart(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }
}
