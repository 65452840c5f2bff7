package io.muster.directory.scim;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is kept of what was sent: the attributes that a schema knows, under their right names, with
/// values of the right kind. Null and the empty list are the same as nothing (RFC 7643, section
/// 2.5).
final class Cleaning {
    private static final int TEXT_MAX = 1000;
    private static final int VALUES_MAX = 100;

    private Cleaning() {}

    /// @throws Complaint naming what does not fit
    static ObjectNode cleaned(Schema schema, ObjectNode sent) {
        ObjectNode clean = Texts.object();
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            Optional<Attribute> attribute =
                    schema.attribute(schema.plain(member.getKey()))
                            .filter(it -> !it.is(Attribute.Trait.READ_ONLY))
                            .filter(it -> !it.name().equals("members"));
            if (attribute.isPresent()) {
                Optional<JsonNode> value = value(attribute.get(), member.getValue());
                if (value.isPresent() && clean.has(attribute.get().name())) {
                    throw Complaint.syntax("'%s' is there twice.".formatted(member.getKey()));
                }
                value.ifPresent(it -> clean.set(attribute.get().name(), it));
            }
        }
        // In the order of the schema: what says the same is the same.
        ObjectNode ordered = Texts.object();
        for (Attribute it : schema.attributes()) {
            if (clean.has(it.name())) {
                ordered.set(it.name(), clean.remove(it.name()));
            }
        }
        ordered.setAll(clean);
        return ordered;
    }

    /// The value of an attribute, or of all its values; empty when it says nothing.
    static Optional<JsonNode> value(Attribute attribute, JsonNode sent) {
        if (!attribute.is(Attribute.Trait.MULTI_VALUED)) {
            return one(attribute, sent);
        }
        ArrayNode values = Texts.object().arrayNode();
        for (JsonNode element : sent.isArray() ? sent : List.of(sent)) {
            one(attribute, element).ifPresent(values::add);
        }
        if (values.size() > VALUES_MAX) {
            throw Complaint.value("'%s' has more than 100 values.".formatted(attribute.name()));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /// One value.
    static Optional<JsonNode> one(Attribute attribute, JsonNode sent) {
        if (sent.isNull() || sent.isMissingNode()) {
            return Optional.empty();
        }
        return switch (attribute.type()) {
            case STRING, REFERENCE -> text(attribute, sent);
            case BOOLEAN -> Optional.of(Texts.of(yes(attribute, sent)));
            case COMPLEX -> complex(attribute, sent);
        };
    }

    private static Optional<JsonNode> text(Attribute attribute, JsonNode sent) {
        if (!sent.isString()) {
            throw Complaint.value("'%s' must be a text.".formatted(attribute.name()));
        }
        String text = sent.asString();
        if (text.length() > TEXT_MAX || text.chars().anyMatch(Character::isISOControl)) {
            throw Complaint.value(
                    "'%s' has at most 1,000 characters, none of them control."
                            .formatted(attribute.name()));
        }
        return text.isBlank() ? Optional.empty() : Optional.of(Texts.of(text));
    }

    /// Some directories send the words as texts, in any case.
    private static boolean yes(Attribute attribute, JsonNode sent) {
        String word = sent.isContainer() ? "" : sent.asString("").toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            throw Complaint.value("'%s' must be true or false.".formatted(attribute.name()));
        }
        return word.equals("true");
    }

    private static Optional<JsonNode> complex(Attribute attribute, JsonNode sent) {
        ObjectNode clean = Texts.object();
        if (sent.isString() && attribute.part("value").isPresent()) {
            clean.set("value", sent);
            return Optional.of(clean);
        }
        if (!(sent instanceof ObjectNode object)) {
            throw Complaint.value("'%s' must have members.".formatted(attribute.name()));
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            attribute
                    .part(member.getKey())
                    .filter(it -> !it.is(Attribute.Trait.READ_ONLY))
                    .ifPresent(part ->
                            one(part, member.getValue())
                                    .ifPresent(it -> clean.set(part.name(), it)));
        }
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    /// At most one value is the primary one (RFC 7643, section 2.4): the first of `values` from
    /// `newest` on that says so.
    static void onePrimary(ArrayNode values, int newest) {
        int primary = -1;
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).path("primary").asBoolean(false) && (i >= newest || primary < 0)) {
                primary = i;
            }
        }
        int i = 0;
        for (Iterator<JsonNode> all = values.iterator(); all.hasNext(); i++) {
            if (all.next() instanceof ObjectNode one && i != primary && one.has("primary")) {
                one.put("primary", false);
            }
        }
    }
}
