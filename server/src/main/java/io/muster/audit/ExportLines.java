package io.muster.audit;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of an exported log, one at a time and none longer than an entry can be.
final class ExportLines {
    /// An entry of 65,535 bytes with its hash and the words before it.
    private static final int LINE_MAX = Entry.BYTES_MAX + 128;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    /// @param in read byte by byte: buffered
    ExportLines(InputStream in) {
        this.in = in;
    }

    /// Which line was read last, 1 for the first.
    long number() {
        return number;
    }

    /// Reads the next line. One that the end of the file cut short is not there.
    ///
    /// @return whether there was one
    boolean next() throws IOException, Malformed {
        line.reset();
        number++;
        for (int at = in.read(); at >= 0; at = in.read()) {
            if (at == '\n') {
                return true;
            }
            if (line.size() == LINE_MAX) {
                throw new Malformed("line %d is longer than any of an export".formatted(number));
            }
            line.write(at);
        }
        return false;
    }

    /// What stands behind `word`; empty when the line does not begin with it.
    Optional<Bytes> after(String word) {
        byte[] all = line.toByteArray();
        if (all.length < word.length()
                || !word.equals(new String(all, 0, word.length(), StandardCharsets.ISO_8859_1))) {
            return Optional.empty();
        }
        return Optional.of(Bytes.of(all, word.length(), all.length - word.length()));
    }

    boolean is(String text) {
        return text.equals(line.toString(StandardCharsets.ISO_8859_1));
    }
}
