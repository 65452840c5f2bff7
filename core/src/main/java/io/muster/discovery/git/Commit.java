package io.muster.discovery.git;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The header of a commit (gitformat-commit).
///
/// @param tree hexadecimal id
/// @param parents hexadecimal ids
/// @param author as the commit says, which nobody checked
/// @param committed when it was committed, by which history is put in order
record Commit(String tree, List<String> parents, Person author, Person committed) {

    /// @param date the epoch when it is not to be read
    record Person(String name, String email, Instant date) {
        static final Person UNKNOWN = new Person("", "", Instant.EPOCH);

        /// `Name <email> seconds +zone`.
        static Person parse(String line) {
            int open = line.indexOf('<');
            int close = line.indexOf('>', Math.max(open, 0));
            if (open < 0 || close < 0) {
                return UNKNOWN;
            }
            return new Person(
                    line.substring(0, open).strip(),
                    line.substring(open + 1, close),
                    date(line.substring(close + 1).strip()));
        }

        private static Instant date(String text) {
            int space = text.indexOf(' ');
            String seconds = space < 0 ? text : text.substring(0, space);
            try {
                return Instant.ofEpochSecond(Long.parseLong(seconds));
            } catch (NumberFormatException | DateTimeException e) {
                return Instant.EPOCH;
            }
        }
    }

    Commit {
        parents = List.copyOf(parents);
    }

    static Commit parse(byte[] content) throws Damaged {
        String tree = "";
        List<String> parents = new ArrayList<>();
        Person author = Person.UNKNOWN;
        Person committed = Person.UNKNOWN;
        int start = 0;
        while (start < content.length && content[start] != '\n') {
            int end = endOfLine(content, start);
            String line = new String(content, start, end - start, StandardCharsets.UTF_8);
            int space = Math.max(line.indexOf(' '), 0);
            String value = line.substring(Math.min(space + 1, line.length()));
            switch (line.substring(0, space)) {
                case "tree" -> tree = value;
                case "parent" -> parents.add(value);
                case "author" -> author = Person.parse(value);
                case "committer" -> committed = Person.parse(value);
                default -> {
                    // Signatures, encodings and what later versions of git add.
                }
            }
            start = end + 1;
        }
        if (tree.isEmpty()) {
            throw new Damaged("a commit has no tree");
        }
        return new Commit(tree, parents, author, committed);
    }

    private static int endOfLine(byte[] content, int start) {
        int end = start;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end;
    }
}
