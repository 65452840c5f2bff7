package io.muster.inventory.query;

import io.muster.inventory.query.Condition.Counts;
import io.muster.inventory.query.Condition.Fits;
import io.muster.inventory.query.Condition.Happens;
import io.muster.inventory.query.QueryParser.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what is asked of one field, as its form demands.
///
/// @param sign what stands between field and values
/// @param at where the term starts
record FieldReader(Field field, String sign, int at) {
    private static final java.util.regex.Pattern DIGITS =
            java.util.regex.Pattern.compile("[0-9a-f]{1,128}");
    private static final String KEYED = "hmac:";

    Condition condition(List<Value> values) throws QueryRefused {
        if (values.stream().anyMatch(it -> it.text().isEmpty())) {
            throw new QueryRefused(
                    at, "%s needs a value, for example %s".formatted(field, field.example()));
        }
        return switch (field.form()) {
            case NUMBER -> number(single(values));
            case TIME -> time(single(values));
            case WORD, NAME, TEXT, DIGITS, FLAG -> fits(values);
        };
    }

    private Condition fits(List<Value> values) throws QueryRefused {
        if (!sign.equals(":") && !sign.equals("=")) {
            throw new QueryRefused(at, "%s has no order; ask %s:value.".formatted(field, field));
        }
        List<Pattern> patterns = new ArrayList<>();
        for (Value value : values) {
            patterns.add(pattern(value));
        }
        return new Fits(field, patterns.stream().distinct().toList());
    }

    private Pattern pattern(Value value) throws QueryRefused {
        if (field.mayBeNone() && isNone(value)) {
            return new Pattern.Absent();
        }
        String text = Folded.of(value.text());
        if (value.cut()) {
            boolean part = value.starred() && field.form() != Form.DIGITS;
            return part ? new Pattern.Part(text) : new Pattern.Prefix(checked(text));
        }
        String whole = checked(value.starred() ? "*" + text : text);
        if (!field.choices().isEmpty() && !field.choices().contains(whole)) {
            throw noChoice(whole);
        }
        return field.form() == Form.TEXT && sign.equals(":")
                ? new Pattern.Part(whole)
                : new Pattern.Whole(whole);
    }

    /// Fingerprints are kept with the name of their digest in front.
    private String checked(String text) throws QueryRefused {
        if (field.form() != Form.DIGITS) {
            return text;
        }
        if (field == Field.FINGERPRINT && text.startsWith(KEYED)) {
            return text;
        }
        String digits = (text.startsWith("sha256:") ? text.substring(7) : text).replace(":", "");
        if (!DIGITS.matcher(digits).matches()) {
            throw new QueryRefused(
                    at,
                    "%s is written in hexadecimal digits, for example %s"
                            .formatted(field, field.example()));
        }
        return field == Field.FINGERPRINT ? "sha256:" + digits : digits;
    }

    private QueryRefused noChoice(String text) {
        String nearest =
                Distance.nearest(text, field.choices())
                        .map(it -> "Did you mean %s?".formatted(it))
                        .orElse("It is one of %s.".formatted(String.join(", ", field.choices())));
        return new QueryRefused(at, "%s is never \"%s\". %s".formatted(field, text, nearest));
    }

    private Condition number(Value value) throws QueryRefused {
        if (!value.text().matches("\\d{1,15}") || value.cut() || value.starred()) {
            throw new QueryRefused(
                    at, "%s is a number, for example %s".formatted(field, field.example()));
        }
        return new Counts(field, comparison(), Long.parseLong(value.text()));
    }

    private Condition time(Value value) throws QueryRefused {
        if (field.mayBeNone() && isNone(value)) {
            return new Happens(field, Comparison.EQUAL, new Moment.Never());
        }
        Optional<Moment> moment =
                value.cut() || value.starred()
                        ? Optional.empty()
                        : Moments.read(Folded.of(value.text()));
        if (moment.isEmpty()) {
            throw new QueryRefused(
                    at,
                    "%s is a time: a span (12h, 30d, 2w, 1y) or a date (2027-03-15), for example %s"
                            .formatted(field, field.example()));
        }
        if (moment.get() instanceof Moment.Span && comparison() == Comparison.EQUAL) {
            throw new QueryRefused(
                    at, "A span needs < or >, for example %s<%s".formatted(field, value.text()));
        }
        return new Happens(field, comparison(), moment.get());
    }

    private boolean isNone(Value value) {
        return !value.quoted()
                && !value.starred()
                && !value.cut()
                && Folded.of(value.text()).equals("none")
                && comparison() == Comparison.EQUAL;
    }

    private Value single(List<Value> values) throws QueryRefused {
        if (values.size() > 1) {
            throw new QueryRefused(at, "%s takes one value at a time.".formatted(field));
        }
        return values.getFirst();
    }

    private Comparison comparison() {
        return switch (sign) {
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.AT_LEAST;
            default -> Comparison.EQUAL;
        };
    }
}
