package io.muster.config;

import io.muster.model.Malformed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Every setting with its value and where that came from: the environment goes before the file, the
/// file before the default.
///
/// Strict: a name that nobody knows, or a value that does not fit, is an error that names it and
/// says what would fit; what is silently ignored protects nobody.
///
/// @param file what a person would change, for messages
public record Configuration(String file, SequencedMap<Setting, Value> values) {
    private static final int CHARACTERS_MAX = 1 << 20;
    private static final List<String> PREFIXES =
            List.of(
                    "MUSTER_SCAN_",
                    "MUSTER_SERVE_",
                    "MUSTER_SERVER_",
                    "MUSTER_SCOPE_",
                    "MUSTER_BACKUP_",
                    "MUSTER_ALERTS_",
                    "MUSTER_LDAP_",
                    "MUSTER_DIRECTORY_",
                    "MUSTER_MACHINES_",
                    "MUSTER_OIDC_");

    /// What settings are called now that had another name.
    private static final Map<String, String> RENAMED =
            Map.of(
                    "exceptions.security-team", "teams.security",
                    "charge.security", "teams.security");

    /// Made when there is a file to read: most people have none, and it takes longer than a short
    /// command.
    private static final class Yaml {
        static final YAMLMapper MAPPER =
                YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    public Configuration {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /// @param texts one, unless the setting is a list; JSON where the elements have members
    /// @param origin `default`, `file` or the name of the variable
    public record Value(List<String> texts, String origin) {
        public Value {
            texts = List.copyOf(texts);
        }
    }

    /// @param yaml the file's content, empty when there is none
    /// @param environment variables; those that begin with `MUSTER_` and a setting's name count
    /// @throws Malformed naming the first wrong setting
    public static Configuration read(String yaml, Map<String, String> environment)
            throws Malformed {
        Map<String, JsonNode> file = flattened(yaml);
        SequencedMap<Setting, Value> values = new LinkedHashMap<>();
        for (Setting setting : Setting.ALL) {
            String variable = environment.get(setting.variable());
            JsonNode written = file.remove(setting.name());
            if (variable != null) {
                values.put(setting, checked(setting, split(setting, variable), setting.variable()));
            } else if (written != null) {
                values.put(setting, checked(setting, texts(setting, written), "file"));
            } else {
                values.put(setting, new Value(split(setting, setting.byDefault()), "default"));
            }
        }
        refuseUnknown(environment);
        for (String unknown : file.keySet()) {
            if (RENAMED.containsKey(unknown)) {
                throw new Malformed(
                        "the setting '%s' is called '%s' now; write that instead"
                                .formatted(unknown, RENAMED.get(unknown)));
            }
            throw new Malformed(
                    "there is no setting '%s'; did you mean '%s'?"
                            .formatted(
                                    unknown,
                                    Nearest.of(
                                            unknown,
                                            Setting.ALL.stream().map(Setting::name).toList())));
        }
        Configuration all = new Configuration("the configuration", values);
        Estate _ = Estate.of(all);
        AlertSettings _ = AlertSettings.of(all);
        MachineSettings _ = MachineSettings.of(all);
        return all;
    }

    /// The same, read from `file`.
    public Configuration from(Path file) {
        return new Configuration(file.toString(), values);
    }

    /// The same with `value` for the setting `name`, from an option of the command line.
    ///
    /// @throws Malformed when it does not fit
    public Configuration with(String name, String value) throws Malformed {
        SequencedMap<Setting, Value> changed = new LinkedHashMap<>(values);
        for (Setting setting : values.keySet()) {
            if (setting.name().equals(name)) {
                changed.put(setting, checked(setting, split(setting, value), "option"));
            }
        }
        return new Configuration(file, changed);
    }

    /// The value of the setting `name`; empty when it is not set and has no default.
    public Optional<String> text(String name) {
        return texts(name).stream().findFirst().filter(it -> !it.isEmpty());
    }

    /// All values of the setting `name`.
    public List<String> texts(String name) {
        return values.entrySet().stream()
                .filter(it -> it.getKey().name().equals(name))
                .flatMap(it -> it.getValue().texts().stream())
                .toList();
    }

    private static String variable(String setting) {
        return new Setting(setting, Setting.Kind.TEXT, "", "").variable();
    }

    /// A variable that looks like a setting and is none was meant to be one.
    private static void refuseUnknown(Map<String, String> environment) throws Malformed {
        Set<String> known = Setting.ALL.stream().map(Setting::variable).collect(Collectors.toSet());
        for (String variable : environment.keySet()) {
            for (Map.Entry<String, String> it : RENAMED.entrySet()) {
                if (variable.equals(variable(it.getKey()))) {
                    throw new Malformed(
                            "the variable %s is called %s now; set that instead"
                                    .formatted(variable, variable(it.getValue())));
                }
            }
            if (PREFIXES.stream().anyMatch(variable::startsWith) && !known.contains(variable)) {
                throw new Malformed("no setting is set by the variable " + variable);
            }
        }
    }

    private static Value checked(Setting setting, List<String> texts, String origin)
            throws Malformed {
        boolean single = setting.kind().isList() || texts.size() == 1;
        if (!single || !texts.stream().allMatch(setting.kind()::accepts)) {
            throw new Malformed(
                    "setting '%s' (from %s) must be %s"
                            .formatted(setting.name(), origin, setting.kind().expectation()));
        }
        return new Value(texts, origin);
    }

    private static List<String> split(Setting setting, String text) throws Malformed {
        if (setting.kind() == Setting.Kind.ITEMS) {
            return texts(setting, tree(text));
        }
        if (setting.kind() != Setting.Kind.LIST) {
            return List.of(text);
        }
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    /// Elements with members are JSON.
    private static List<String> texts(Setting setting, JsonNode node) throws Malformed {
        boolean items = setting.kind() == Setting.Kind.ITEMS;
        if (items && (node.isMissingNode() || node.isNull())) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode it : node.isArray() ? node : List.of(node)) {
            if (it.isObject() != items || it.isArray()) {
                throw new Malformed(
                        "setting '%s' must be %s"
                                .formatted(setting.name(), setting.kind().expectation()));
            }
            texts.add(items ? it.toString() : it.asString(""));
        }
        return texts;
    }

    /// Dotted name to value.
    private static Map<String, JsonNode> flattened(String yaml) throws Malformed {
        Map<String, JsonNode> flat = new LinkedHashMap<>();
        JsonNode tree = tree(yaml);
        if (!tree.isMissingNode() && !tree.isNull()) {
            flatten("", tree, flat);
        }
        return flat;
    }

    /// What `yaml` says; missing when it says nothing.
    static JsonNode tree(String yaml) throws Malformed {
        if (yaml.length() > CHARACTERS_MAX) {
            throw new Malformed("a configuration has at most 1,048,576 characters");
        }
        if (yaml.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Yaml.MAPPER.readTree(yaml);
        } catch (JacksonException e) {
            // Jackson would quote it, and it may be any file.
            var location = e.getLocation();
            String where = location == null ? "" : " (line " + location.getLineNr() + ")";
            throw new Malformed(
                    "the configuration is not YAML, or names a setting twice" + where, e);
        }
    }

    private static void flatten(String name, JsonNode node, Map<String, JsonNode> flat)
            throws Malformed {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String inner = name.isEmpty() ? member.getKey() : name + "." + member.getKey();
                flatten(inner, member.getValue(), flat);
            }
        } else if (name.isEmpty()) {
            throw new Malformed("a configuration is settings by name, such as scan: {rate: 20}");
        } else {
            flat.put(name, node);
        }
    }
}
