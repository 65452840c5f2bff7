package io.muster.export;

/// Text from outside, made safe for where it is shown.
public final class Clean {
    private Clean() {}

    /// For a terminal: control characters (so that no escape sequence survives), line breaks and
    /// characters that change the direction or hide text become a visible escape, as JSON would
    /// write them.
    public static String terminal(String text) {
        if (text.chars().noneMatch(Clean::unsafe)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(it -> {
                    if (unsafe(it)) {
                        clean.append(String.format("\\%s%04x", "u", it));
                    } else {
                        clean.append((char) it);
                    }
                });
        return clean.toString();
    }

    /// For a cell of a spreadsheet: as for a terminal, and an apostrophe in front of what would be
    /// read as a formula.
    public static String cell(String text) {
        String clean = terminal(text);
        return !clean.isEmpty() && "=+-@\t\r".indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
    }

    private static boolean unsafe(int c) {
        return c < 0x20
                || (c >= 0x7f && c <= 0x9f)
                || c == 0x061c
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || c == 0xfeff
                || (c >= 0xfff9 && c <= 0xfffb);
    }
}
