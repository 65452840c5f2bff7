package io.muster.directory.scim;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whether a filter holds for one value of a complex attribute.
final class Matching {
    private Matching() {}

    static boolean holds(Filter filter, Attribute attribute, JsonNode value) {
        return switch (filter) {
            case Filter.And(Filter left, Filter right) ->
                    holds(left, attribute, value) && holds(right, attribute, value);
            case Filter.Or(Filter left, Filter right) ->
                    holds(left, attribute, value) || holds(right, attribute, value);
            case Filter.Not(Filter other) -> !holds(other, attribute, value);
            case Filter.Each _ -> throw Complaint.path("Values here have no values.");
            case Filter.Test test -> holds(test, attribute, value);
        };
    }

    private static boolean holds(Filter.Test test, Attribute attribute, JsonNode value) {
        Attribute part =
                attribute
                        .part(test.path())
                        .orElseThrow(() ->
                                Complaint.path(
                                        "'%s' has no '%s'."
                                                .formatted(attribute.name(), test.path())));
        boolean exact = part.is(Attribute.Trait.CASE_EXACT);
        String is = folded(value.path(part.name()).asString(""), exact);
        String wanted = folded(test.text(), exact);
        return switch (test.operator()) {
            case "eq" -> is.equals(wanted);
            case "ne" -> !is.equals(wanted);
            case "co" -> is.contains(wanted);
            case "sw" -> is.startsWith(wanted);
            case "ew" -> is.endsWith(wanted);
            default -> !is.isEmpty();
        };
    }

    private static String folded(String text, boolean exact) {
        return exact ? text : text.toLowerCase(Locale.ROOT);
    }

    /// A value for which `filter` holds, when it says nothing but what the parts are: some
    /// directories set `emails[type eq "work"].value` of somebody who has none.
    static Optional<ObjectNode> example(Filter filter, Attribute attribute) {
        ObjectNode made = Texts.object();
        return fill(filter, attribute, made) ? Optional.of(made) : Optional.empty();
    }

    private static boolean fill(Filter filter, Attribute attribute, ObjectNode made) {
        return switch (filter) {
            case Filter.And(Filter left, Filter right) ->
                    fill(left, attribute, made) && fill(right, attribute, made);
            case Filter.Test test
                    when test.operator().equals("eq")
                            && attribute.part(test.path()).isPresent() -> {
                Attribute part = attribute.part(test.path()).orElseThrow();
                Cleaning.one(part, Texts.of(test.text()))
                        .ifPresent(it -> made.set(part.name(), it));
                yield true;
            }
            case Filter.Test _, Filter.Or _, Filter.Not _, Filter.Each _ -> false;
        };
    }
}
