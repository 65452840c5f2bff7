package io.muster.discovery.content;

import java.util.ArrayList;
import java.util.List;

/// The lines of a configuration as words: comments left out, continued lines joined, quotes taken
/// off.
final class ConfigurationLines {
    private static final int LENGTH_MAX = 8 << 10;

    /// @param number of the line, from 1
    record Line(long number, List<String> words) {
        String first() {
            return words.getFirst();
        }
    }

    private ConfigurationLines() {}

    static List<Line> of(Text text) {
        List<Line> lines = new ArrayList<>();
        long number = text.line();
        int at = 0;
        while (at < text.length()) {
            long first = number;
            StringBuilder joined = new StringBuilder();
            boolean more = true;
            while (more && at < text.length()) {
                int end = at;
                while (end < text.length() && text.bytes()[end] != '\n') {
                    end++;
                }
                int to = end > at && text.bytes()[end - 1] == '\r' ? end - 1 : end;
                more = to > at && text.bytes()[to - 1] == '\\';
                if (joined.length() < LENGTH_MAX) {
                    joined.append(text.latin1(at, more ? to - 1 : Math.min(to, at + LENGTH_MAX)));
                }
                at = end + 1;
                number++;
            }
            List<String> words = words(joined);
            if (!words.isEmpty()) {
                lines.add(new Line(first, words));
            }
        }
        return lines;
    }

    private static List<String> words(CharSequence line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inside = true;
            } else if (c == '#') {
                break;
            } else if (c == ' ' || c == '\t') {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                    inside = false;
                }
            } else {
                word.append(c);
                inside = true;
            }
        }
        if (inside) {
            words.add(word.toString());
        }
        return words;
    }
}
