package io.muster.policy.trial;

import io.muster.model.Facts;
import io.muster.model.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The members of a map in a file of tests, taken one by one; what nobody has taken is a mistake.
final class Members {
    private final JsonNode node;
    private final Set<String> left;

    private Members(JsonNode node) {
        this.node = node;
        this.left = new TreeSet<>(node.propertyNames());
    }

    static Members of(JsonNode node) throws Malformed {
        if (!node.isObject()) {
            throw new Malformed("names and values were expected");
        }
        return new Members(node);
    }

    private Optional<JsonNode> member(String name) {
        left.remove(name);
        return Optional.of(node.path(name)).filter(it -> !it.isMissingNode());
    }

    Optional<String> text(String name) throws Malformed {
        Optional<JsonNode> member = member(name);
        if (member.filter(it -> !it.isString()).isPresent()) {
            throw new Malformed("'" + name + "': a text was expected");
        }
        return member.map(JsonNode::stringValue);
    }

    String needed(String name) throws Malformed {
        return text(name).orElseThrow(() -> new Malformed("'" + name + "' is missing"));
    }

    boolean flag(String name) throws Malformed {
        Optional<JsonNode> member = member(name);
        if (member.filter(it -> !it.isBoolean()).isPresent()) {
            throw new Malformed("'" + name + "': true or false was expected");
        }
        return member.map(JsonNode::booleanValue).orElse(false);
    }

    Optional<Integer> number(String name) throws Malformed {
        Optional<JsonNode> member = member(name);
        if (member.filter(it -> !it.isInt()).isPresent()) {
            throw new Malformed("'" + name + "': a whole number was expected");
        }
        return member.map(JsonNode::intValue);
    }

    /// A day is its first moment.
    Optional<Instant> instant(String name) throws Malformed {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.get().length() == "2026-01-01".length()
                            ? LocalDate.parse(text.get()).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text.get()));
        } catch (DateTimeException e) {
            throw new Malformed("'" + name + "': 2026-03-15 or 2026-03-15T12:00:00Z expected", e);
        }
    }

    /// Texts; empty when it is missing.
    Optional<List<String>> texts(String name) throws Malformed {
        Optional<JsonNode> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(texts(name, member.get()));
    }

    private static List<String> texts(String name, JsonNode list) throws Malformed {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list) {
            if (!list.isArray() || !one.isString()) {
                throw new Malformed("'" + name + "': a list of texts was expected");
            }
            texts.add(one.stringValue());
        }
        return texts;
    }

    /// A map; an empty one when it is missing.
    Members map(String name) throws Malformed {
        return of(member(name).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    List<Members> maps(String name) throws Malformed {
        List<Members> maps = new ArrayList<>();
        for (JsonNode one : member(name).orElseGet(JsonNodeFactory.instance::arrayNode)) {
            maps.add(of(one));
        }
        return maps;
    }

    <E extends Enum<E>> E constant(String name, E[] constants, String usual) throws Malformed {
        String text = needed(name);
        for (E constant : constants) {
            if (constant.toString().equals(text)) {
                return constant;
            }
        }
        throw new Malformed("'%s' is one of %s, not '%s'".formatted(name, usual, text));
    }

    /// Everything that was not taken yet, as facts.
    Facts facts() throws Malformed {
        Map<String, Object> facts = new TreeMap<>();
        for (String name : List.copyOf(left)) {
            facts.put(name, fact(name, node.path(name)));
        }
        left.clear();
        return Facts.of(facts);
    }

    private static Object fact(String name, JsonNode value) throws Malformed {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isInt()) {
            return (long) value.intValue();
        }
        if (value.isArray()) {
            return texts(name, value);
        }
        throw new Malformed(
                "'" + name + "' is a text, a whole number, true or false, or a list of texts");
    }

    /// @throws Malformed when there is something that nobody has asked for
    void end() throws Malformed {
        if (!left.isEmpty()) {
            throw new Malformed("nothing is called " + String.join(", ", left));
        }
    }
}
