package io.muster.policy;

import io.muster.model.Malformed;
import io.muster.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a policy from YAML, strictly: an unknown word, a missing setting or a rule id that comes
/// twice is an error, because a rule that is silently not there protects nobody.
public final class PolicyParser {
    private static final int CHARACTERS_MAX = 1 << 20;

    private final Map<String, Class<? extends Check>> checks;

    /// @param checks every kind of check by its name in the file
    public PolicyParser(Map<String, Class<? extends Check>> checks) {
        this.checks = Map.copyOf(checks);
    }

    /// What a file says, before it is believed.
    private record PolicyFile(
            String policy, int version, String description, List<RuleRow> rules) {}

    private record RuleRow(
            String id,
            String severity,
            String title,
            String check,
            JsonNode with,
            String explanation,
            String remedy,
            List<String> references) {}

    /// @throws Malformed with what is wrong and where, in words for whoever wrote the policy
    public Policy parse(String yaml) throws Malformed {
        if (yaml.length() > CHARACTERS_MAX) {
            throw new Malformed("a policy has at most 1,048,576 characters");
        }
        PolicyFile file = bind(yaml);
        Set<String> ids = new HashSet<>();
        List<Rule> rules = new ArrayList<>();
        for (RuleRow row : file.rules()) {
            if (!row.id().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new Malformed("rule id '" + row.id() + "' is not in kebab-case");
            }
            if (!ids.add(row.id())) {
                throw new Malformed("rule id '" + row.id() + "' comes twice");
            }
            rules.add(rule(row));
        }
        return new Policy(file.policy(), file.version(), file.description(), rules);
    }

    private static PolicyFile bind(String yaml) throws Malformed {
        try {
            JsonNode tree = YamlTree.of(yaml);
            tree.path("rules").forEach(PolicyParser::withSettings);
            if (tree instanceof ObjectNode file) {
                // They are for `policy.trial`.
                file.remove("tests");
            }
            return Binder.bind(tree, PolicyFile.class);
        } catch (JacksonException e) {
            // Jackson would quote it, and it may be any file, such as one with passwords in it.
            throw new Malformed(where(e) + "not well-formed YAML, or a name comes twice", e);
        }
    }

    /// A check without settings need not be given an empty set of them.
    private static void withSettings(JsonNode row) {
        if (row instanceof ObjectNode object && !object.has("with")) {
            object.putObject("with");
        }
    }

    private Rule rule(RuleRow row) throws Malformed {
        try {
            return new Rule(
                    row.id(),
                    Severity.of(row.severity()),
                    row.title(),
                    row.explanation(),
                    row.remedy(),
                    row.references(),
                    check(row));
        } catch (IllegalArgumentException e) {
            throw new Malformed("rule '" + row.id() + "': " + e.getMessage(), e);
        }
    }

    private Check check(RuleRow row) throws Malformed {
        Class<? extends Check> kind = checks.get(row.check());
        if (kind == null) {
            throw new Malformed(
                    "rule '%s': there is no check '%s'; there are: %s"
                            .formatted(
                                    row.id(),
                                    row.check(),
                                    String.join(", ", checks.keySet().stream().sorted().toList())));
        }
        try {
            return Binder.bind(row.with(), kind);
        } catch (Malformed e) {
            throw new Malformed(
                    "rule '%s', settings of check '%s': %s"
                            .formatted(row.id(), row.check(), e.reason()),
                    e);
        }
    }

    private static String where(JacksonException e) {
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : "line " + location.getLineNr() + ": ";
    }
}
