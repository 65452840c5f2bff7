package io.muster.discovery.content;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds PEM blocks in text, in time linear in its length whatever it holds: no byte is looked at
/// twice for the sake of an END line that may not come (the fault of GHSA-r4pg-vg54-wxx4).
final class PemFinder {
    private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DASHES = "-----".getBytes(StandardCharsets.US_ASCII);
    private static final int LABEL_MAX = 64;

    /// Templates and patterns have these where a label should be.
    private static final String NO_LABEL = "%{<$[(*\\|\"'";

    private final Text text;
    private int position;
    private int unfinished = -1;
    private Optional<PemBlock> cut = Optional.empty();
    private long steps;

    PemFinder(Text text) {
        this.text = text;
    }

    /// The next block that is complete.
    Optional<PemBlock> next() {
        while (true) {
            int from = text.indexOf(BEGIN, position);
            steps += (from < 0 ? text.length() : from) - position;
            if (from < 0 || from >= text.limit()) {
                return Optional.empty();
            }
            position = from + BEGIN.length;
            int labelEnd =
                    dashes(position, Math.min(text.length(), position + LABEL_MAX + DASHES.length));
            if (labelEnd < 0) {
                continue;
            }
            String label = text.latin1(position, labelEnd);
            if (!isLabel(label)) {
                continue;
            }
            int bodyFrom = labelEnd + DASHES.length;
            int bodyTo = dashes(bodyFrom, text.length());
            if (bodyTo < 0) {
                unfinished = from;
                cut =
                        Optional.of(
                                new PemBlock(
                                        text, label, from, text.length(), bodyFrom, text.length()));
                position = text.length();
                return Optional.empty();
            }
            position = bodyTo;
            byte[] end =
                    (new String(END, StandardCharsets.US_ASCII) + label + "-----")
                            .getBytes(StandardCharsets.ISO_8859_1);
            if (text.stands(end, bodyTo)) {
                position = bodyTo + end.length;
                return Optional.of(new PemBlock(text, label, from, position, bodyFrom, bodyTo));
            }
        }
    }

    /// The last block, when it has no end; known after the last complete one.
    Optional<PemBlock> cut() {
        return cut;
    }

    /// Where a block begins that does not end in `text`; -1 when there is none.
    static int unfinished(Text text) {
        PemFinder finder = new PemFinder(text);
        while (finder.next().isPresent()) {
            // Blocks that end are read later; here only the last one counts.
        }
        return finder.unfinished;
    }

    /// The bytes looked at so far: the measure of work of the tests.
    long steps() {
        return steps;
    }

    private int dashes(int from, int limit) {
        for (int i = from; i <= limit - DASHES.length; i++) {
            steps++;
            if (text.bytes()[i] == '-' && text.stands(DASHES, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty()) {
            return false;
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c < ' ' || c > '~' || NO_LABEL.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
