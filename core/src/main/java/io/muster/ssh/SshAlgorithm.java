package io.muster.ssh;

import io.muster.model.Algorithm.Strength;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is known of an algorithm that a server or client offers (RFC 4253, 7.1).
///
/// For the lists of a key exchange only. The type of a *key* is judged by the key: `ssh-rsa` in a
/// list means signatures with SHA-1, in a key it means RSA.
///
/// @param name as on the wire
/// @param strength [Strength#UNKNOWN] for ciphers and MACs, which the table judges by verdict only
public record SshAlgorithm(Kind kind, String name, Strength strength, Verdict verdict) {

    /// The lists of a key exchange.
    public enum Kind {
        HOST_KEY("host-key"),
        KEY_EXCHANGE("kex"),
        CIPHER("cipher"),
        MAC("mac");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// Whether it should still be offered.
    public enum Verdict {
        OK("ok"),
        WARN("warn"),
        FAIL("fail");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// What is known of `name`; empty when nothing is.
    public static Optional<SshAlgorithm> find(Kind kind, String name) {
        return Optional.ofNullable(Table.ROWS.get(kind + " " + name));
    }

    /// The table, read when first asked.
    private static final class Table {
        static final Map<String, SshAlgorithm> ROWS = read();

        private static Map<String, SshAlgorithm> read() {
            Map<String, SshAlgorithm> rows = new HashMap<>();
            try (InputStream in = SshAlgorithm.class.getResourceAsStream("algorithms.txt")) {
                if (in == null) {
                    throw new IllegalStateException("the table of SSH algorithms is missing");
                }
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                lines.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(Table::row)
                        .forEach(row -> rows.put(row.kind + " " + row.name, row));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.copyOf(rows);
        }

        private static SshAlgorithm row(String line) {
            String[] words = line.split(" ", -1);
            return new SshAlgorithm(
                    named(Kind.values(), words[0]),
                    words[1],
                    words[2].equals("-") ? Strength.UNKNOWN : named(Strength.values(), words[2]),
                    named(Verdict.values(), words[3]));
        }

        private static <T> T named(T[] values, String text) {
            return Arrays.stream(values)
                    .filter(it -> it.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown word " + text));
        }
    }
}
