package io.muster.ssh;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What an SSH server is told: `sshd_config` (sshd_config(5)), with the files that it includes.
///
/// @param settings in the order in which sshd reads them; for most keywords the first one counts
/// @param refused lines that sshd would not understand either
public record SshdConfig(List<Setting> settings, List<Refused> refused) {
    /// How deep files may include one another, as in sshd.
    public static final int DEEPEST = 16;

    /// The most lines that are read, included files together.
    public static final int MOST_LINES = 100_000;

    public SshdConfig {
        settings = List.copyOf(settings);
        refused = List.copyOf(refused);
    }

    /// A file of the configuration.
    ///
    /// @param name how it is called in results
    public record File(String name, Bytes content) {}

    /// A line that says something.
    ///
    /// @param keyword in lower case
    /// @param arguments without their quotes
    /// @param file the name of the file
    /// @param line 1-based
    /// @param match the condition of the `Match` block it stands in; empty when it holds for
    ///   everybody
    public record Setting(
            String keyword,
            List<String> arguments,
            String file,
            long line,
            Optional<String> match) {
        public Setting {
            arguments = List.copyOf(arguments);
        }
    }

    /// A line that could not be read.
    ///
    /// @param reason never quotes the line
    public record Refused(String file, long line, String reason) {}

    /// Reads `main` and what it includes.
    ///
    /// @param includes gives the files that a pattern of `Include` stands for, in lexical order;
    ///   none when there are none or the caller does not look
    public static SshdConfig read(File main, Function<String, List<File>> includes) {
        Reader reader = new Reader(includes);
        reader.file(main, 0, Optional.empty());
        return new SshdConfig(reader.settings, reader.refused);
    }

    /// All settings of `keyword`, whatever its case.
    public List<Setting> all(String keyword) {
        String wanted = keyword.toLowerCase(Locale.ROOT);
        return settings.stream().filter(it -> it.keyword().equals(wanted)).toList();
    }

    /// Gathers lines over all files.
    private static final class Reader {
        private final Function<String, List<File>> includes;
        private final List<Setting> settings = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private int lines;

        Reader(Function<String, List<File>> includes) {
            this.includes = includes;
        }

        /// A `Match` of an included file ends with that file.
        void file(File file, int depth, Optional<String> outerMatch) {
            Optional<String> match = outerMatch;
            TextLines text = new TextLines(file.content());
            while (text.hasMore()) {
                String line = text.next();
                if (++lines > MOST_LINES) {
                    refused.add(
                            new Refused(
                                    file.name(),
                                    text.number(),
                                    "more than " + MOST_LINES + " lines"));
                    return;
                }
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                try {
                    Setting setting = setting(file.name(), text.number(), line, match);
                    if (setting.keyword().equals("match")) {
                        match = condition(setting, outerMatch);
                    } else if (setting.keyword().equals("include")) {
                        include(setting, depth, match);
                    } else {
                        settings.add(setting);
                    }
                } catch (Malformed e) {
                    refused.add(new Refused(file.name(), text.number(), e.reason()));
                }
            }
        }

        private static Optional<String> condition(Setting match, Optional<String> outer) {
            String condition = String.join(" ", match.arguments());
            if (outer.isPresent()) {
                return Optional.of(outer.get() + " and " + condition);
            }
            return condition.equalsIgnoreCase("all") ? Optional.empty() : Optional.of(condition);
        }

        private void include(Setting setting, int depth, Optional<String> match) throws Malformed {
            if (depth == DEEPEST) {
                throw new Malformed("files include one another more than " + DEEPEST + " deep");
            }
            for (String pattern : setting.arguments()) {
                for (File included : includes.apply(pattern)) {
                    if (lines > MOST_LINES) {
                        return;
                    }
                    lines++; // so that empty files end as well
                    file(included, depth + 1, match);
                }
            }
        }

        private static Setting setting(
                String file, long number, String line, Optional<String> match) throws Malformed {
            List<String> words = words(line);
            if (words.size() < 2) {
                throw new Malformed("a keyword without a value");
            }
            String keyword = words.get(0).toLowerCase(Locale.ROOT);
            return new Setting(keyword, words.subList(1, words.size()), file, number, match);
        }

        /// Words in quotes or between blanks; the keyword may also end with `=`. A `#` begins a
        /// comment.
        private static List<String> words(String line) throws Malformed {
            List<String> words = new ArrayList<>();
            int position = 0;
            while (position < line.length()) {
                char c = line.charAt(position);
                boolean separator = words.size() == 1 && c == '=';
                if (PublicKeyLine.isBlank(c) || separator) {
                    position++;
                } else if (c == '#') {
                    break;
                } else {
                    StringBuilder word = new StringBuilder();
                    position = word(line, position, words.isEmpty(), word);
                    words.add(word.toString());
                }
            }
            return words;
        }

        private static int word(String line, int from, boolean keyword, StringBuilder word)
                throws Malformed {
            boolean quoted = false;
            for (int i = from; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && (PublicKeyLine.isBlank(c) || (keyword && c == '='))) {
                    return i;
                } else {
                    word.append(c);
                }
            }
            if (quoted) {
                throw new Malformed("a quote is not closed");
            }
            return line.length();
        }
    }
}
