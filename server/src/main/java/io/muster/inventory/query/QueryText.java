package io.muster.inventory.query;

import io.muster.inventory.query.Condition.Counts;
import io.muster.inventory.query.Condition.Fits;
import io.muster.inventory.query.Condition.Happens;
import io.muster.inventory.query.Condition.Not;
import io.muster.inventory.query.Condition.Words;
import java.util.List;
import java.util.stream.Collectors;

/// Writes conditions as [QueryParser] reads them.
final class QueryText {
    /// Characters that mean something, somewhere in a term.
    private static final String SPECIAL = " \t\r\n\"\\|*:=<>";

    private QueryText() {}

    static String of(List<Condition> conditions) {
        return conditions.stream().map(QueryText::term).collect(Collectors.joining(" "));
    }

    private static String term(Condition condition) {
        return switch (condition) {
            case Words it ->
                    it.anyOf().stream().map(QueryText::value).collect(Collectors.joining("|"));
            case Fits it -> fits(it);
            case Counts it -> it.field() + it.comparison().toString() + it.number();
            case Happens it -> it.field() + it.comparison().toString() + moment(it.moment());
            case Not it -> "-" + term(it.condition());
        };
    }

    /// `:` finds parts of texts and whole names; where the patterns differ from that, each says so
    /// by its stars, and a whole text by `=`.
    private static String fits(Fits condition) {
        boolean wholeTexts =
                condition.field().form() == Form.TEXT
                        && condition.anyOf().stream().anyMatch(Pattern.Whole.class::isInstance);
        return condition.field()
                + (wholeTexts ? "=" : ":")
                + condition.anyOf().stream()
                        .map(QueryText::pattern)
                        .collect(Collectors.joining("|"));
    }

    private static String pattern(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Whole it -> it.text().equals("none") ? "\"none\"" : value(it.text());
            case Pattern.Prefix it -> value(it.text()) + "*";
            case Pattern.Part it -> "*" + value(it.text()) + "*";
            case Pattern.Absent _ -> "none";
        };
    }

    private static String moment(Moment moment) {
        return switch (moment) {
            case Moment.Span it -> it.text();
            case Moment.Day it -> it.text();
            case Moment.Never _ -> "none";
        };
    }

    private static String value(String text) {
        boolean plain =
                !text.isEmpty()
                        && !text.startsWith("-")
                        && text.chars().noneMatch(it -> SPECIAL.indexOf(it) >= 0);
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
