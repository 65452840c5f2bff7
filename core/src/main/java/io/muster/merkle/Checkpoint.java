package io.muster.merkle;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.Base64;

/// The head of a log: how long it is, and the one root that all its entries lead to (C2SP
/// tlog-checkpoint). Worth something only when it is signed.
///
/// @param origin the log's name: a line without spaces at its ends, the name of its key
/// @param size how many entries it has
public record Checkpoint(String origin, long size, TreeHash root) {
    public Checkpoint {
        if (origin.isBlank()
                || !origin.equals(origin.strip())
                || origin.contains("\n")
                || size < 0) {
            throw new IllegalArgumentException("a checkpoint has an origin of one line and a size");
        }
    }

    /// The text that is signed: origin, size and root, a line each.
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    /// Reads the text of a signed note. Further lines are extensions and are left alone.
    public static Checkpoint parse(String text) throws Malformed {
        String[] lines = text.split("\n", 4);
        if (lines.length < 4 || !text.endsWith("\n")) {
            throw new Malformed("a checkpoint has an origin, a size and a root, a line each");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new Malformed("a checkpoint's second line is the size of the log");
        }
        return new Checkpoint(origin(lines[0]), Long.parseLong(lines[1]), root(lines[2]));
    }

    private static String origin(String line) throws Malformed {
        if (line.isBlank() || !line.equals(line.strip())) {
            throw new Malformed("a checkpoint's first line is the origin of the log");
        }
        return line;
    }

    private static TreeHash root(String line) throws Malformed {
        try {
            TreeHash root = new TreeHash(Bytes.of(Base64.getDecoder().decode(line)));
            if (root.toString().equals(line)) {
                return root;
            }
        } catch (IllegalArgumentException e) {
            throw new Malformed("a checkpoint's third line is the root, 32 bytes in base64", e);
        }
        throw new Malformed("a checkpoint's third line is the root, 32 bytes in base64");
    }
}
