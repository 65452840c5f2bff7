package io.muster.inventory.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What could be written where the cursor stands.
///
/// @param from where the part starts that a suggestion replaces
/// @param to where it ends
/// @param suggestions the likeliest first
public record Completion(int from, int to, List<Suggestion> suggestions) {
    private static final int SUGGESTIONS_MAX = 12;
    private static final List<String> SPANS = List.of("1d", "7d", "30d", "90d", "1y");
    private static final Pattern STARTED =
            Pattern.compile("-?([a-zA-Z]{1,40})(<=|>=|[:=<>])(?:[^\"|]*\\|)*([^\"|]*)");

    public Completion {
        suggestions = List.copyOf(suggestions);
    }

    /// One of them.
    ///
    /// @param text what it puts there
    /// @param meaning for people; empty when the text says all
    public record Suggestion(String text, String meaning) {}

    /// What could follow in `text` at the character `at` for a question to `listing`.
    public static Completion of(Listing listing, String text, int at, Vocabulary vocabulary) {
        int end = Math.clamp(at, 0, Math.min(text.length(), QueryParser.LENGTH_MAX));
        int start = start(text, end);
        String term = text.substring(start, end);
        Matcher started = STARTED.matcher(term);
        if (started.matches()) {
            return Field.named(started.group(1))
                    .filter(it -> it.isOf(listing))
                    .map(it ->
                            new Completion(
                                    start + started.start(3),
                                    end,
                                    values(it, started.group(2), started.group(3), vocabulary)))
                    .orElseGet(() -> new Completion(end, end, List.of()));
        }
        int name = term.startsWith("-") ? 1 : 0;
        return new Completion(start + name, end, fields(listing, term.substring(name)));
    }

    /// Where the term starts that the cursor is in: after the last space outside quotes.
    private static int start(String text, int end) {
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && Character.isWhitespace(c)) {
                start = i + 1;
            }
        }
        return start;
    }

    private static List<Suggestion> fields(Listing listing, String prefix) {
        String folded = Folded.of(prefix);
        return Field.of(listing).stream()
                .filter(it -> it.toString().startsWith(folded))
                .map(it -> new Suggestion(it + sign(it), it.meaning()))
                .limit(SUGGESTIONS_MAX)
                .toList();
    }

    private static String sign(Field field) {
        return switch (field.form()) {
            case NUMBER -> ">";
            case TIME -> "<";
            case WORD, NAME, TEXT, DIGITS, FLAG -> ":";
        };
    }

    private static List<Suggestion> values(
            Field field, String sign, String typed, Vocabulary vocabulary) {
        String prefix = Folded.of(typed);
        List<String> texts = new ArrayList<>();
        switch (field.form()) {
            case WORD, FLAG -> texts.addAll(field.choices());
            case TIME -> texts.addAll(sign.equals(":") || sign.equals("=") ? List.of() : SPANS);
            case NAME, TEXT -> texts.addAll(vocabulary.of(field, prefix, SUGGESTIONS_MAX));
            case DIGITS, NUMBER -> {}
        }
        if (field.mayBeNone() && (sign.equals(":") || sign.equals("="))) {
            texts.add("none");
        }
        return texts.stream()
                .filter(it -> Folded.of(it).startsWith(prefix))
                .limit(SUGGESTIONS_MAX)
                .map(it -> new Suggestion(it.contains(" ") ? '"' + it + '"' : it, ""))
                .toList();
    }
}
