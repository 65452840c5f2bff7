package io.muster.ssh;

import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The options before a key in authorized_keys: what the key may do and from where.
///
/// @param options in order, names in the spelling of sshd(8)
public record LoginOptions(List<Option> options) {
    /// A key without options: everything is allowed.
    public static final LoginOptions NONE = new LoginOptions(List.of());

    /// Those of sshd(8), and what sshd takes beside them.
    private static final Set<String> FLAGS =
            Set.of(
                    "agent-forwarding",
                    "cert-authority",
                    "no-agent-forwarding",
                    "no-port-forwarding",
                    "no-pty",
                    "no-touch-required",
                    "no-user-rc",
                    "no-verify-required",
                    "no-x11-forwarding",
                    "port-forwarding",
                    "pty",
                    "restrict",
                    "touch-required",
                    "user-rc",
                    "verify-required",
                    "x11-forwarding");

    private static final Set<String> SETTINGS =
            Set.of(
                    "command",
                    "environment",
                    "expiry-time",
                    "from",
                    "permitlisten",
                    "permitopen",
                    "principals",
                    "tunnel");

    public LoginOptions {
        options = List.copyOf(options);
    }

    /// One option.
    ///
    /// @param value empty for a flag
    public record Option(String name, Optional<String> value) {
        /// To be shown: commands and environment variables can carry passwords, so only their first
        /// word or name is.
        @Override
        public String toString() {
            return value.map(it -> name + "=\"" + shown(it) + "\"").orElse(name);
        }

        private String shown(String text) {
            return switch (name) {
                case "command" -> cut(text, ' ', " …");
                case "environment" -> cut(text, '=', "=…");
                default -> text;
            };
        }

        private static String cut(String text, char at, String end) {
            int cut = text.indexOf(at);
            return cut < 0 ? text : text.substring(0, cut) + end;
        }
    }

    /// The key is a certification authority: whoever it certifies may log in.
    public boolean certAuthority() {
        return has("cert-authority");
    }

    public boolean has(String name) {
        return options.stream().anyMatch(it -> it.name().equals(name));
    }

    /// The value of the last option `name`.
    public Optional<String> value(String name) {
        return options.stream()
                .filter(it -> it.name().equals(name))
                .reduce((first, second) -> second)
                .flatMap(Option::value);
    }

    /// The elements of the comma-separated option `name`.
    public List<String> list(String name) {
        return value(name)
                .map(it -> Arrays.stream(it.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    /// As `docs/reference/facts.md` names them.
    public Facts facts() {
        Facts facts = Facts.NONE;
        if (!options.isEmpty()) {
            facts = facts.with("options", options.stream().map(Option::toString).toList());
        }
        if (certAuthority()) {
            facts = facts.with("certAuthority", true);
        }
        if (has("principals")) {
            facts = facts.with("principals", list("principals"));
        }
        if (has("from")) {
            facts = facts.with("from", list("from"));
        }
        Optional<String> expiry = value("expiry-time");
        return expiry.isPresent() ? facts.with("expiryTime", expiry.get()) : facts;
    }

    /// Where the options at the start of `line` end: at the first blank outside quotes.
    static int end(String line) throws Malformed {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (PublicKeyLine.isBlank(c) && !quoted) {
                return i;
            }
        }
        throw new Malformed(
                quoted ? "a quote is not closed" : "it has no key after its first word");
    }

    /// Reads options that have no blanks outside quotes.
    static LoginOptions parse(String text) throws Malformed {
        List<Option> options = new ArrayList<>();
        int position = 0;
        while (true) {
            int end = nameEnd(text, position);
            String name = text.substring(position, end).toLowerCase(Locale.ROOT);
            if (end < text.length() && text.charAt(end) == '=') {
                StringBuilder value = new StringBuilder();
                end = readQuoted(text, end + 1, value);
                options.add(setting(name, value.toString()));
            } else {
                options.add(flag(name));
            }
            if (end == text.length()) {
                return new LoginOptions(options);
            }
            if (text.charAt(end) != ',') {
                throw new Malformed("options are separated by commas");
            }
            position = end + 1;
        }
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != '=') {
            end++;
        }
        return end;
    }

    /// Reads a quoted value, in which only `\"` is an escape, and returns where it ends.
    private static int readQuoted(String text, int from, StringBuilder value) throws Malformed {
        if (from >= text.length() || text.charAt(from) != '"') {
            throw new Malformed("the value of an option must be quoted");
        }
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                i++;
                value.append('"');
            } else {
                value.append(c);
            }
        }
        throw new Malformed("a quote is not closed");
    }

    private static Option flag(String name) throws Malformed {
        if (!FLAGS.contains(name)) {
            throw new Malformed("it begins with neither a key type nor an option that is known");
        }
        return new Option(name.replace("x11", "X11"), Optional.empty());
    }

    private static Option setting(String name, String value) throws Malformed {
        if (!SETTINGS.contains(name)) {
            throw new Malformed("it has an option that is not known");
        }
        if (name.equals("expiry-time") && !value.matches("(?i)\\d{8}(\\d{4}(\\d{2})?)?(Z|UTC)?")) {
            throw new Malformed("its expiry-time is not a time");
        }
        return new Option(name, Optional.of(value));
    }
}
