package io.muster.directory.scim;

import io.muster.directory.Wanted;
import io.muster.directory.Wanted.Field;
import io.muster.directory.Wanted.Match;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A filter as a question to the store. What is not kept in a column of its own cannot be asked
/// for, and is refused by name: an answer that left somebody out would be taken for the truth.
record Criteria(Schema schema, Map<String, Field> fields) {
    private static final Criteria USERS =
            new Criteria(
                    Schema.USER,
                    Map.of(
                            "id", Field.ID,
                            "externalid", Field.EXTERNAL_ID,
                            "username", Field.USER_NAME,
                            "displayname", Field.NAME,
                            "name.formatted", Field.NAME,
                            "emails", Field.MAIL,
                            "emails.value", Field.MAIL,
                            "active", Field.ACTIVE));
    private static final Criteria GROUPS =
            new Criteria(
                    Schema.GROUP,
                    Map.of(
                            "id", Field.ID,
                            "externalid", Field.EXTERNAL_ID,
                            "displayname", Field.NAME,
                            "members", Field.MEMBER,
                            "members.value", Field.MEMBER));

    /// Whom the filter of a list of people wants; all without one.
    static Wanted people(Optional<String> filter) {
        return USERS.wanted(filter);
    }

    /// The same for groups.
    static Wanted groups(Optional<String> filter) {
        return GROUPS.wanted(filter);
    }

    private Wanted wanted(Optional<String> filter) {
        return filter.map(it -> wanted(Filter.parse(it), "")).orElseGet(Wanted.All::new);
    }

    private Wanted wanted(Filter filter, String prefix) {
        return switch (filter) {
            case Filter.And(Filter left, Filter right) ->
                    new Wanted.Every(List.of(wanted(left, prefix), wanted(right, prefix)));
            case Filter.Or(Filter left, Filter right) ->
                    new Wanted.Either(List.of(wanted(left, prefix), wanted(right, prefix)));
            case Filter.Not(Filter other) -> new Wanted.Not(wanted(other, prefix));
            case Filter.Each(String path, Filter inner) -> wanted(inner, schema.plain(path) + ".");
            case Filter.Test test -> wanted(test, prefix + schema.plain(test.path()));
        };
    }

    private Wanted wanted(Filter.Test test, String path) {
        Field field = fields.get(path.toLowerCase(Locale.ROOT));
        if (field == null) {
            throw Complaint.filter(
                    "'%s' cannot be asked for; there are %s."
                            .formatted(path, fields.keySet().stream().sorted().toList()));
        }
        Match match =
                switch (test.operator()) {
                    case "eq", "ne" -> Match.EQUALS;
                    case "co" -> Match.CONTAINS;
                    case "sw" -> Match.STARTS;
                    case "ew" -> Match.ENDS;
                    default -> Match.PRESENT;
                };
        boolean exact = field == Field.ACTIVE || field == Field.MEMBER;
        if (exact && match != Match.EQUALS && match != Match.PRESENT) {
            throw Complaint.filter("Of '%s', eq, ne and pr can be asked.".formatted(path));
        }
        Wanted.Like like = new Wanted.Like(field, match, test.text());
        return test.operator().equals("ne") ? new Wanted.Not(like) : like;
    }
}
