package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.HexFormat;
import java.util.Optional;

/// The lines of a `.ppk` file.
///
/// @param privateBlob as in the file, so mostly encrypted
/// @param mac the check over the whole key, or a plain SHA-1 of the private part when `hashed`
/// @param argon2 how version 3 stretches its passphrase
record PuttyFile(
        int version,
        String keyType,
        String encryption,
        String comment,
        Bytes publicBlob,
        Bytes privateBlob,
        Bytes mac,
        Check check,
        Optional<Argon2> argon2) {
    static final String MAGIC = "PuTTY-User-Key-File-";

    /// The most lines of base64, 48 bytes each, that a part may have.
    private static final int MOST_LINES = 4_096;

    /// What the last line is.
    enum Check {
        MAC,
        HASH
    }

    /// RFC 9106.
    record Argon2(String variant, int memory, int passes, int parallelism, Bytes salt) {}

    static PuttyFile parse(String text) throws Malformed {
        Lines lines = new Lines(text.split("\r\n|\r|\n", MOST_LINES * 3));
        String first = lines.next();
        if (!first.matches(MAGIC + "[123]: .{1,64}")) {
            throw new Malformed("it is not a PuTTY key of version 1, 2 or 3");
        }
        int version = first.charAt(MAGIC.length()) - '0';
        String keyType = first.substring(MAGIC.length() + 3);
        String encryption = lines.value("Encryption");
        String comment = lines.value("Comment");
        Bytes publicBlob = lines.blob("Public-Lines");
        Optional<Argon2> argon2 = Optional.empty();
        if (version == 3 && !encryption.equals("none")) {
            argon2 = Optional.of(argon2(lines));
        }
        Bytes privateBlob = lines.blob("Private-Lines");
        String last = lines.next();
        Check check = last.startsWith("Private-Hash: ") ? Check.HASH : Check.MAC;
        if (check == Check.HASH && version != 1) {
            throw new Malformed("only version 1 has a hash in place of a MAC");
        }
        if (check == Check.MAC && !last.startsWith("Private-MAC: ")) {
            throw new Malformed("it has no line Private-MAC");
        }
        Bytes mac = hex(last.substring(last.indexOf(':') + 1).strip());
        return new PuttyFile(
                version, keyType, encryption, comment, publicBlob, privateBlob, mac, check, argon2);
    }

    private static Argon2 argon2(Lines lines) throws Malformed {
        return new Argon2(
                lines.value("Key-Derivation"),
                lines.number("Argon2-Memory"),
                lines.number("Argon2-Passes"),
                lines.number("Argon2-Parallelism"),
                hex(lines.value("Argon2-Salt")));
    }

    private static Bytes hex(String text) throws Malformed {
        try {
            return Bytes.of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new Malformed("a line that should be hexadecimal is not", e);
        }
    }

    /// The lines, in the one order that PuTTY writes and accepts.
    private static final class Lines {
        private final String[] lines;
        private int position;

        Lines(String[] lines) {
            this.lines = lines;
        }

        String next() throws Malformed {
            if (position == lines.length) {
                throw new Malformed("it ends too early");
            }
            return lines[position++];
        }

        String value(String name) throws Malformed {
            String line = next();
            if (!line.startsWith(name + ": ")) {
                throw new Malformed("it has no line " + name + " where it should be");
            }
            return line.substring(name.length() + 2);
        }

        int number(String name) throws Malformed {
            String value = value(name);
            if (!value.matches("\\d{1,9}")) {
                throw new Malformed(name + " is not a number");
            }
            return Integer.parseInt(value);
        }

        Bytes blob(String name) throws Malformed {
            int count = number(name);
            if (count > MOST_LINES) {
                throw new Malformed(name + " is over " + MOST_LINES);
            }
            StringBuilder base64 = new StringBuilder();
            for (int i = 0; i < count; i++) {
                base64.append(next());
            }
            return Armor.base64(base64.toString());
        }
    }
}
