package io.muster.config;

import io.muster.model.Malformed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One object of a list in the configuration, read member by member. What nobody has asked for in
/// the end is a mistake: [#end] says so.
final class Item {
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final int TEXTS_MAX = 1_000;

    private final String where;
    private final JsonNode node;
    private final Set<String> asked = new TreeSet<>();

    /// @param where for messages, such as `sources[2]`
    Item(String where, JsonNode node) throws Malformed {
        if (!node.isObject()) {
            throw new Malformed(where + " must have members, such as id: web");
        }
        this.where = where;
        this.node = node;
    }

    private JsonNode member(String name) {
        asked.add(name);
        return node.path(name);
    }

    Optional<String> some(String name) throws Malformed {
        JsonNode member = member(name);
        if (member.isMissingNode() || member.isNull()) {
            return Optional.empty();
        }
        return Optional.of(text(name, member));
    }

    String text(String name) throws Malformed {
        return some(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    private String text(String name, JsonNode value) throws Malformed {
        String text = value.isContainer() ? "" : value.asString("").strip();
        if (text.isEmpty()) {
            throw wrong(name, "must be a text that is not empty");
        }
        return text;
    }

    /// One text, or a list of them; empty when it is missing.
    List<String> texts(String name) throws Malformed {
        JsonNode member = member(name);
        List<String> texts = new ArrayList<>();
        if (member.isMissingNode() || member.isNull()) {
            return texts;
        }
        if (member.size() > TEXTS_MAX) {
            throw wrong(name, "has more than 1,000 elements");
        }
        for (JsonNode one : member.isArray() ? member : List.of(member)) {
            texts.add(text(name, one));
        }
        return texts;
    }

    /// Texts by name; empty when it is missing.
    SortedMap<String, String> map(String name) throws Malformed {
        JsonNode member = member(name);
        SortedMap<String, String> map = new TreeMap<>();
        if (member.isMissingNode() || member.isNull()) {
            return map;
        }
        if (!member.isObject() || member.size() > TEXTS_MAX) {
            throw wrong(name, "must be names with texts, such as {env: prod}");
        }
        for (var one : member.properties()) {
            map.put(one.getKey(), text(name + "." + one.getKey(), one.getValue()));
        }
        return Collections.unmodifiableSortedMap(map);
    }

    boolean yes(String name, boolean otherwise) throws Malformed {
        Optional<String> word = some(name);
        if (word.isPresent() && !Setting.Kind.YES_NO.accepts(word.get())) {
            throw wrong(name, "must be " + Setting.Kind.YES_NO.expectation());
        }
        return word.map(it -> it.matches("yes|true")).orElse(otherwise);
    }

    Optional<Duration> time(String name) throws Malformed {
        Optional<String> text = some(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher time = TIME.matcher(text.get());
        if (!time.matches()) {
            throw wrong(name, "must be a number with s, m, h or d, such as 36h");
        }
        long count = Long.parseLong(time.group(1));
        return Optional.of(
                switch (time.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /// An object inside, which must be there.
    Item inner(String name) throws Malformed {
        JsonNode member = member(name);
        if (!member.isObject()) {
            throw wrong(name, "must have members");
        }
        return new Item(where + "." + name, member);
    }

    /// @throws Malformed naming a member that nobody knows
    void end() throws Malformed {
        for (var member : node.properties()) {
            if (!asked.contains(member.getKey())) {
                throw new Malformed(
                        "%s has no '%s'; did you mean '%s'?"
                                .formatted(
                                        where,
                                        member.getKey(),
                                        Nearest.of(member.getKey(), asked)));
            }
        }
    }

    Malformed wrong(String name, String reason) {
        return new Malformed("%s: '%s' %s".formatted(where, name, reason));
    }
}
