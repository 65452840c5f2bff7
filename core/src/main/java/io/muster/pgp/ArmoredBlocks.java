package io.muster.pgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Finds ASCII-armored key blocks (RFC 9580, 6.2) in text and decodes them as they are read. The
/// checksum is optional and, as the standard now demands, no reason to refuse.
final class ArmoredBlocks {
    /// Lines of base64 have 76 characters; longer ones than this belong to something else and are
    /// passed over.
    private static final int LONGEST_LINE = 4_096;

    private final InputStream in;
    private boolean inBlock;

    ArmoredBlocks(InputStream in) {
        this.in = in;
    }

    /// Goes to the next key block; false when there is none.
    boolean next() throws IOException {
        while (inBlock) {
            inBlock = !isEnd(line());
        }
        while (true) {
            Line line = line();
            if (line.isLast()) {
                return false;
            }
            String text = line.text().strip();
            if (text.equals("-----BEGIN PGP PUBLIC KEY BLOCK-----")
                    || text.equals("-----BEGIN PGP PRIVATE KEY BLOCK-----")) {
                inBlock = true;
                return skipHeaders();
            }
        }
    }

    /// The decoded content of the block.
    InputStream content() {
        return Base64.getMimeDecoder().wrap(new Body());
    }

    /// Headers end at an empty line.
    private boolean skipHeaders() throws IOException {
        while (true) {
            Line line = line();
            if (line.isLast()) {
                return false;
            }
            if (line.text().isBlank()) {
                return true;
            }
        }
    }

    private static boolean isEnd(Line line) {
        return line.isLast() || line.text().startsWith("-----END PGP ");
    }

    private record Line(String text, boolean isLast) {}

    private Line line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return new Line("", true);
        }
        while (octet >= 0 && octet != '\n') {
            if (bytes.size() < LONGEST_LINE) {
                bytes.write(octet);
            }
            octet = in.read();
        }
        return new Line(bytes.toString(StandardCharsets.US_ASCII), false);
    }

    /// The lines of base64 of one block, up to its checksum or end.
    private final class Body extends InputStream {
        private byte[] current = new byte[0];
        private int position;

        @Override
        public int read() throws IOException {
            while (position == current.length) {
                if (!inBlock) {
                    return -1;
                }
                Line line = line();
                inBlock = !isEnd(line);
                boolean data = inBlock && !line.text().startsWith("=");
                current = data ? line.text().getBytes(StandardCharsets.US_ASCII) : new byte[0];
                position = 0;
            }
            return current[position++];
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int first = length == 0 ? -1 : read();
            if (first < 0) {
                return length == 0 ? 0 : -1;
            }
            target[from] = (byte) first;
            int more = Math.min(length - 1, current.length - position);
            System.arraycopy(current, position, target, from + 1, more);
            position += more;
            return 1 + more;
        }
    }
}
