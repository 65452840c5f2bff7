package io.muster.interop;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.muster.export.Formats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON document of a run, known to be as its schema says.
record Document(JsonNode json, Run run) {
    private static final Schema SCHEMA = schema();

    static Document of(Run run) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(run.output());
        } catch (RuntimeException e) {
            throw new AssertionError("no document: exit " + run.code() + ", " + run.errors(), e);
        }
        var faults = SCHEMA.validate(json);
        if (!faults.isEmpty()) {
            throw new AssertionError("not as its schema says: " + faults);
        }
        return new Document(json, run);
    }

    private static Schema schema() {
        try (var text = Formats.class.getResourceAsStream("scan-document.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> credentials() {
        return json.get("credentials").valueStream().toList();
    }

    /// The credentials seen at places that end so, as `type role [rule, …]`, in order.
    List<String> at(String end) {
        return credentials().stream()
                .flatMap(credential ->
                        credential
                                .get("sightings")
                                .valueStream()
                                .filter(it -> text(it, "place").endsWith(end))
                                .map(it -> text(credential, "type") + " " + text(it, "role"))
                                .distinct())
                .sorted()
                .toList();
    }

    /// The only credential seen in this part at places that end so.
    JsonNode one(String end, String role) {
        List<JsonNode> found = credentials().stream().filter(it -> seen(it, end, role)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " credentials are " + role + " at " + end);
        }
        return found.getFirst();
    }

    private static boolean seen(JsonNode credential, String end, String role) {
        return credential
                .get("sightings")
                .valueStream()
                .anyMatch(it -> text(it, "place").endsWith(end) && text(it, "role").equals(role));
    }

    /// The rules against a credential.
    static List<String> rules(JsonNode credential) {
        return credential
                .get("findings")
                .valueStream()
                .map(it -> text(it, "rule"))
                .sorted()
                .toList();
    }

    /// Whose it is, as `kind realm name`.
    static List<String> identities(JsonNode credential) {
        return credential.get("identities").valueStream().map(Document::named).sorted().toList();
    }

    List<String> identities() {
        return json.get("identities").valueStream().map(Document::named).sorted().toList();
    }

    private static String named(JsonNode it) {
        return text(it, "kind") + " " + text(it, "realm") + " " + text(it, "name");
    }

    /// How many credentials there are of each type.
    Map<String, Long> types() {
        return credentials().stream()
                .collect(
                        Collectors.groupingBy(
                                it -> text(it, "type"), TreeMap::new, Collectors.counting()));
    }

    /// The reasons given for places that end so.
    List<String> unreadable(String end) {
        return json.get("unreadable")
                .valueStream()
                .filter(it -> text(it, "place").endsWith(end))
                .map(it -> text(it, "reason"))
                .toList();
    }

    static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }
}
