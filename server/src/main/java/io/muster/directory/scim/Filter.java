package io.muster.directory.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A filter (RFC 7644, section 3.4.2.2): `userName eq "anna" and not (active eq false)`.
sealed interface Filter {

    /// Both.
    record And(Filter left, Filter right) implements Filter {}

    /// One of both.
    record Or(Filter left, Filter right) implements Filter {}

    /// The opposite.
    record Not(Filter other) implements Filter {}

    /// The attribute at `path` compared with `text`.
    ///
    /// @param path as it was written, such as `name.familyName`
    /// @param operator `eq`, `ne`, `co`, `sw`, `ew` or `pr`
    /// @param text of a text its characters, else the word: `true`, `12`; empty for `pr`
    record Test(String path, String operator, String text) implements Filter {}

    /// Elements of `path` for which `inner` holds.
    record Each(String path, Filter inner) implements Filter {}

    /// How long a filter may be.
    int LENGTH_MAX = 4096;

    /// Reads a filter.
    ///
    /// @throws Complaint saying where it cannot be understood
    static Filter parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw Complaint.filter("A filter has at most 4,096 characters.");
        }
        return new Reader(text).whole();
    }

    /// Reads it word by word. How deep parentheses go and how many words there are is limited.
    final class Reader {
        private static final Pattern WORD =
                Pattern.compile(
                        "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*+\")|([()\\[\\]])|([^\\s()\\[\\]\"]++))");
        private static final Set<String> OPERATORS = Set.of("eq", "ne", "co", "sw", "ew");
        private static final Set<String> UNKNOWN = Set.of("gt", "ge", "lt", "le");
        private static final int DEPTH_MAX = 16;
        private static final int WORDS_MAX = 200;

        private final List<String> words = new ArrayList<>();
        private int at;

        private Reader(String text) {
            Matcher matcher = WORD.matcher(text.strip());
            int end = 0;
            while (matcher.lookingAt() && matcher.end() > end) {
                words.add(matcher.group().strip());
                end = matcher.end();
                matcher.region(end, matcher.regionEnd());
            }
            if (end != text.strip().length() || words.isEmpty() || words.size() > WORDS_MAX) {
                throw Complaint.filter(
                        "The filter cannot be understood, or has more than 200 words.");
            }
        }

        private Filter whole() {
            Filter filter = or(0);
            if (at != words.size()) {
                throw Complaint.filter("There is '%s' too much.".formatted(words.get(at)));
            }
            return filter;
        }

        private Filter or(int depth) {
            Filter filter = and(depth);
            while (isNext("or")) {
                at++;
                filter = new Or(filter, and(depth));
            }
            return filter;
        }

        private Filter and(int depth) {
            Filter filter = one(depth);
            while (isNext("and")) {
                at++;
                filter = new And(filter, one(depth));
            }
            return filter;
        }

        private Filter one(int depth) {
            if (depth > DEPTH_MAX) {
                throw Complaint.filter("The filter is nested too deeply.");
            }
            if (isNext("not")) {
                at++;
                return new Not(inside("(", ")", depth));
            }
            if (isNext("(")) {
                return inside("(", ")", depth);
            }
            String path = word();
            if (path.startsWith("\"") || path.matches("[()\\[\\]]")) {
                throw Complaint.filter("There must be an attribute before '%s'.".formatted(path));
            }
            return isNext("[") ? new Each(path, inside("[", "]", depth)) : test(path);
        }

        private Filter inside(String open, String close, int depth) {
            expect(open);
            Filter inner = or(depth + 1);
            expect(close);
            return inner;
        }

        private Filter test(String path) {
            String operator = word().toLowerCase(Locale.ROOT);
            if (operator.equals("pr")) {
                return new Test(path, "pr", "");
            }
            if (UNKNOWN.contains(operator)) {
                throw Complaint.filter(
                        "'%s' cannot be asked here; there are eq, ne, co, sw, ew and pr."
                                .formatted(operator));
            }
            if (!OPERATORS.contains(operator)) {
                throw Complaint.filter("There is no operator '%s'.".formatted(operator));
            }
            return new Test(path, operator, unquoted(word()));
        }

        /// The JSON text or the bare word.
        private static String unquoted(String word) {
            if (!word.startsWith("\"")) {
                return word.toLowerCase(Locale.ROOT);
            }
            try {
                return Texts.read(word).asString("");
            } catch (IllegalArgumentException e) {
                throw Complaint.filter("The text %s is no JSON text.".formatted(word));
            }
        }

        private boolean isNext(String word) {
            return at < words.size() && words.get(at).equalsIgnoreCase(word);
        }

        private String word() {
            if (at >= words.size()) {
                throw Complaint.filter("The filter ends too early.");
            }
            return words.get(at++);
        }

        private void expect(String word) {
            if (!word().equals(word)) {
                throw Complaint.filter("There must be a '%s'.".formatted(word));
            }
        }
    }
}
