package io.muster.store.query;

import io.muster.inventory.query.Comparison;
import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Moment;
import io.muster.inventory.query.Pattern;
import io.muster.model.Bytes;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Translates the conditions of a query to one list into what a database checks and finds.
public abstract sealed class Translation
        permits CredentialTranslation,
                IdentityTranslation,
                SightingTranslation,
                FindingTranslation {
    private final Session session;
    private final long now;

    /// @param now in microseconds
    Translation(Session session, long now) {
        this.session = session;
        this.now = now;
    }

    /// A condition of a query.
    public Predicate of(Condition condition) throws SQLException {
        return switch (condition) {
            case Condition.Words it -> words(it.anyOf());
            case Condition.Fits it -> fits(it);
            case Condition.Counts it -> counts(it);
            case Condition.Happens it -> happens(it);
            case Condition.Not it -> of(it.condition()).not();
        };
    }

    abstract Predicate words(List<String> anyOf);

    abstract Predicate fits(Condition.Fits condition) throws SQLException;

    abstract Predicate counts(Condition.Counts condition);

    abstract Predicate happens(Condition.Happens condition);

    final Session session() {
        return session;
    }

    final Dialect dialect() {
        return session.dialect();
    }

    final long now() {
        return now;
    }

    /// `condition` asks for a field that the list does not have, which the parser has refused.
    static IllegalArgumentException notOfThisList(Condition condition) {
        return new IllegalArgumentException("not of this list: " + condition);
    }

    static boolean asksForNone(List<Pattern> patterns) {
        return patterns.contains(new Pattern.Absent());
    }

    /// The owners that `patterns` name; 0 is nobody.
    final List<Long> teams(List<Pattern> patterns) throws SQLException {
        List<Long> teams =
                new ArrayList<>(Dictionary.ofTable("team", "id").numbers(session, patterns));
        if (asksForNone(patterns)) {
            teams.add(0L);
        }
        return teams;
    }

    /// A number in `column`.
    static Sql compared(String column, Comparison comparison, long number) {
        String sign = comparison == Comparison.EQUAL ? "=" : comparison.toString();
        return Sql.of(column + " " + sign + " ?", number);
    }

    /// The past instant in `column`; a span is its age.
    final Sql past(String column, Comparison comparison, Moment moment) {
        return switch (moment) {
            case Moment.Span span -> {
                long then = now - span.length().toNanos() / 1000;
                yield switch (comparison) {
                    case LESS, AT_MOST, EQUAL -> Sql.of(column + " > ?", then);
                    case GREATER, AT_LEAST -> Sql.of(column + " > 0 AND " + column + " <= ?", then);
                };
            }
            case Moment.Day day -> onDay(column, comparison, day);
            case Moment.Never _ -> Sql.of(column + " = 0");
        };
    }

    /// The instant in `column`, which may be "never"; a span lies ahead.
    final Sql future(String column, Comparison comparison, Moment moment) {
        return switch (moment) {
            case Moment.Span span -> {
                long then = now + span.length().toNanos() / 1000;
                yield switch (comparison) {
                    case LESS, AT_MOST, EQUAL ->
                            Sql.of(column + " >= ? AND " + column + " < ?", now, then);
                    case GREATER, AT_LEAST ->
                            Sql.of(column + " >= ? AND " + column + " < ?", then, Times.NEVER);
                };
            }
            case Moment.Day day -> onDay(column, comparison, day);
            case Moment.Never _ -> Sql.of(column + " = ?", Times.NEVER);
        };
    }

    private static Sql onDay(String column, Comparison comparison, Moment.Day day) {
        long from = Times.micros(day.from());
        long until = Times.micros(day.until());
        return switch (comparison) {
            case LESS -> Sql.of(column + " > 0 AND " + column + " < ?", from);
            case AT_MOST -> Sql.of(column + " > 0 AND " + column + " < ?", until);
            case EQUAL -> Sql.of(column + " >= ? AND " + column + " < ?", from, until);
            case AT_LEAST -> Sql.of(column + " >= ? AND " + column + " < ?", from, Times.NEVER);
            case GREATER -> Sql.of(column + " >= ? AND " + column + " < ?", until, Times.NEVER);
        };
    }

    /// Hexadecimal digits of the bytes in `column`, which has `size` of them.
    static Sql bytes(String column, int size, List<Pattern> patterns) {
        return Sql.anyOf(patterns.stream().map(it -> bytes(column, size, it)).toList());
    }

    private static Sql bytes(String column, int size, Pattern pattern) {
        return switch (pattern) {
            case Pattern.Whole it ->
                    it.text().length() == 2 * size
                            ? Sql.of(column + " = ?", Bytes.ofHex(it.text()))
                            : Sql.FALSE;
            case Pattern.Prefix it -> {
                if (it.text().length() > 2 * size) {
                    yield Sql.FALSE;
                }
                String rest = "0".repeat(2 * size - it.text().length());
                yield Sql.of(
                        column + " >= ? AND " + column + " <= ?",
                        Bytes.of(HexFormat.of().parseHex(it.text() + rest)),
                        Bytes.of(HexFormat.of().parseHex(it.text() + rest.replace('0', 'f'))));
            }
            case Pattern.Part _, Pattern.Absent _ -> Sql.FALSE;
        };
    }

    /// The short text in `column`, compared as it stands.
    static Sql text(String column, List<Pattern> patterns) {
        return Sql.anyOf(
                patterns.stream()
                        .map(pattern ->
                                switch (pattern) {
                                    case Pattern.Whole it -> Sql.of(column + " = ?", it.text());
                                    case Pattern.Prefix it -> Sql.startsWith(column, it.text());
                                    case Pattern.Part it -> Sql.like(column, Sql.part(it.text()));
                                    case Pattern.Absent _ -> Sql.of(column + " = ''");
                                })
                        .toList());
    }

    /// The folded text in `column`; parts of it are found by `index`.
    final Predicate folded(String column, TextIndex index, Pattern pattern) {
        Sql check = text(column, List.of(pattern));
        return switch (pattern) {
            case Pattern.Whole it -> found(check, index, it.text());
            case Pattern.Prefix it -> found(check, index, it.text());
            case Pattern.Part it -> found(check, index, it.text());
            case Pattern.Absent _ -> Predicate.of(check);
        };
    }

    private Predicate found(Sql check, TextIndex index, String part) {
        return Predicate.maybe(check, index.find(session, part));
    }
}
