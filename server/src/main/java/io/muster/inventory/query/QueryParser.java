package io.muster.inventory.query;

import io.muster.inventory.query.Condition.Not;
import io.muster.inventory.query.Condition.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the text of a query:
///
/// ```
/// query = term *(space term)
/// term  = ["-"] (field sign value *("|" value) / value *("|" value))
/// sign  = ":" / "=" / "<" / "<=" / ">" / ">="
/// value = ["*"] (word / quoted) ["*"]
/// ```
///
/// A quote that is still open at the end closes there: people see results while they type.
final class QueryParser {
    static final int LENGTH_MAX = 2_000;
    static final int CONDITIONS_MAX = 32;
    static final int ALTERNATIVES_MAX = 64;

    private static final Pattern FIELD = Pattern.compile("([a-zA-Z]{1,40})(<=|>=|[:=<>])(?!//)");
    private static final Pattern BYTES =
            Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){2,}(?![^\\s|])");

    private final Listing listing;
    private final String text;
    private int at;

    QueryParser(Listing listing, String text) throws QueryRefused {
        if (text.length() > LENGTH_MAX) {
            throw new QueryRefused(
                    LENGTH_MAX, "A query has at most " + LENGTH_MAX + " characters.");
        }
        this.listing = listing;
        this.text = text;
    }

    List<Condition> conditions() throws QueryRefused {
        List<Condition> conditions = new ArrayList<>();
        for (skipSpace(); at < text.length(); skipSpace()) {
            if (conditions.size() == CONDITIONS_MAX) {
                throw new QueryRefused(at, "A query has at most " + CONDITIONS_MAX + " terms.");
            }
            Condition condition = term();
            if (!conditions.contains(condition)) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private Condition term() throws QueryRefused {
        boolean negated = text.charAt(at) == '-' && at + 1 < text.length() && !isSpace(at + 1);
        if (negated) {
            at++;
        }
        Matcher field = matcher(FIELD);
        Condition condition =
                field.lookingAt() && !matcher(BYTES).lookingAt() ? asked(field) : words();
        return negated ? new Not(condition) : condition;
    }

    private Condition asked(Matcher match) throws QueryRefused {
        int start = at;
        Field field =
                Field.named(match.group(1))
                        .filter(it -> it.isOf(listing))
                        .orElseThrow(() -> unknown(start, match.group(1)));
        at = match.end();
        return new FieldReader(field, match.group(2), start).condition(values());
    }

    private QueryRefused unknown(int start, String name) {
        if (Field.named(name).isPresent()) {
            return new QueryRefused(start, "%s cannot be asked of %s.".formatted(name, listing));
        }
        List<String> names = Field.of(listing).stream().map(Field::toString).toList();
        String nearest =
                Distance.nearest(Folded.of(name), names)
                        .map(it -> " Did you mean %s?".formatted(it))
                        .orElse("");
        return new QueryRefused(
                start,
                "There is no field %s.%s To find the text itself, put it in quotes."
                        .formatted(name, nearest));
    }

    /// A star at the end of a word changes nothing: words are found anywhere.
    private Condition words() throws QueryRefused {
        int start = at;
        List<String> words =
                values().stream()
                        .map(it -> (it.starred() ? "*" : "") + it.text())
                        .map(it -> BYTES.matcher(it).matches() ? it.replace(":", "") : it)
                        .map(Folded::of)
                        .distinct()
                        .collect(Collectors.toList());
        if (words.stream().anyMatch(String::isBlank)) {
            throw new QueryRefused(start, "There is an empty text to look for.");
        }
        return new Words(words);
    }

    private List<Value> values() throws QueryRefused {
        List<Value> values = new ArrayList<>();
        values.add(value());
        while (at < text.length() && text.charAt(at) == '|') {
            if (values.size() == ALTERNATIVES_MAX) {
                throw new QueryRefused(
                        at, "A term has at most " + ALTERNATIVES_MAX + " alternatives.");
            }
            at++;
            values.add(value());
        }
        return values;
    }

    private Value value() {
        boolean starred = at < text.length() && text.charAt(at) == '*';
        if (starred) {
            at++;
        }
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String content = quoted ? quoted() : bare();
        boolean cut = quoted ? at < text.length() && text.charAt(at) == '*' : content.endsWith("*");
        if (cut && quoted) {
            at++;
        }
        return new Value(
                cut && !quoted ? content.substring(0, content.length() - 1) : content,
                starred,
                cut,
                quoted);
    }

    private String bare() {
        int start = at;
        while (at < text.length() && !isSpace(at) && text.charAt(at) != '|') {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            content.append(text.charAt(at++));
        }
        at = Math.min(at + 1, text.length());
        return content.toString();
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(at)) {
            at++;
        }
    }

    private boolean isSpace(int index) {
        return Character.isWhitespace(text.charAt(index));
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    /// One value as it was written.
    ///
    /// @param starred a star stands before it
    /// @param cut a star stands after it
    /// @param quoted it stood in quotes, so that `none` and stars within mean themselves
    record Value(String text, boolean starred, boolean cut, boolean quoted) {}
}
