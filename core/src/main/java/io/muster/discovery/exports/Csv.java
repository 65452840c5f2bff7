package io.muster.discovery.exports;

import io.muster.model.Malformed;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Records of separated values (RFC 4180): quotes, doubled quotes, line ends of any kind, line ends
/// in quotes. The separator is whichever of `,`, `;` and tab the first line has most of, outside
/// quotes.
final class Csv {
    private static final int FIELD_MAX = 1 << 20;
    private static final int FIELDS_MAX = 1000;
    private static final int END = -1;

    private final Reader reader;
    private char separator = ',';
    private boolean first = true;

    /// @param reader buffered
    Csv(Reader reader) {
        this.reader = reader;
    }

    /// The next record; empty at the end. Empty lines are passed over.
    List<String> next() throws IOException, Malformed {
        if (first) {
            first = false;
            separator = separator();
        }
        int c = reader.read();
        while (c == '\n' || c == '\r') {
            c = reader.read();
        }
        if (c == END) {
            return List.of();
        }
        List<String> fields = new ArrayList<>();
        while (true) {
            StringBuilder field = new StringBuilder();
            c = c == '"' ? quoted(field) : plain(c, field);
            fields.add(field.toString());
            if (fields.size() > FIELDS_MAX) {
                throw new Malformed("a record with more than " + FIELDS_MAX + " fields");
            }
            if (c != separator) {
                return fields;
            }
            c = reader.read();
        }
    }

    private int plain(int begin, StringBuilder field) throws IOException, Malformed {
        int c = begin;
        while (c != END && c != separator && c != '\n' && c != '\r') {
            append(c, field);
            c = reader.read();
        }
        return c;
    }

    /// What follows the closing quote up to the separator is kept: a person wrote it.
    private int quoted(StringBuilder field) throws IOException, Malformed {
        while (true) {
            int c = reader.read();
            if (c == END) {
                throw new Malformed("a quote is never closed");
            }
            if (c != '"') {
                append(c, field);
                continue;
            }
            c = reader.read();
            if (c != '"') {
                return plain(c, field);
            }
            append('"', field);
        }
    }

    private static void append(int c, StringBuilder field) throws Malformed {
        if (field.length() == FIELD_MAX) {
            throw new Malformed("a field of more than a million characters");
        }
        field.append((char) c);
    }

    private char separator() throws IOException {
        reader.mark(1 << 16);
        int[] counts = new int[3];
        boolean quoted = false;
        for (int i = 0; i < 1 << 16; i++) {
            int c = reader.read();
            if (c == END || (!quoted && c == '\n')) {
                break;
            }
            quoted ^= c == '"';
            int kind = quoted ? -1 : ",;\t".indexOf(c);
            if (kind >= 0) {
                counts[kind]++;
            }
        }
        reader.reset();
        if (counts[1] > counts[0] && counts[1] >= counts[2]) {
            return ';';
        }
        return counts[2] > counts[0] ? '\t' : ',';
    }
}
