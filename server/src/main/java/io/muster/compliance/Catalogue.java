package io.muster.compliance;

import io.muster.compliance.Evidence.Asked;
import io.muster.compliance.Evidence.Wanted;
import io.muster.compliance.Framework.Control;
import io.muster.inventory.query.Listing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The frameworks that Muster knows, from `requirements.json` (what they ask for) and
/// `mapping.json` (what of it can be counted).
public final class Catalogue {
    private final Map<String, Evidence> evidence = new LinkedHashMap<>();
    private final List<Framework> frameworks = new ArrayList<>();

    private Catalogue() {}

    /// Of this version.
    public static Catalogue read() {
        Catalogue catalogue = new Catalogue();
        JsonNode mapping = resource("mapping.json");
        for (JsonNode one : mapping.path("evidence")) {
            Evidence evidence = evidence(one);
            catalogue.evidence.put(evidence.id(), evidence);
        }
        Map<String, JsonNode> requirements = new HashMap<>();
        for (JsonNode one : resource("requirements.json").path("requirements")) {
            requirements.put(key(text(one, "framework"), text(one, "id")), one);
        }
        for (JsonNode one : mapping.path("frameworks")) {
            catalogue.frameworks.add(catalogue.framework(one, requirements));
        }
        return catalogue;
    }

    public List<Framework> frameworks() {
        return List.copyOf(frameworks);
    }

    public Optional<Framework> framework(String id) {
        return frameworks.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /// Everything that is counted, once.
    public Collection<Evidence> evidence() {
        return List.copyOf(evidence.values());
    }

    private Framework framework(JsonNode one, Map<String, JsonNode> requirements) {
        String edition = text(one, "edition");
        List<Control> controls = new ArrayList<>();
        for (JsonNode control : one.path("controls")) {
            String id = text(control, "id");
            JsonNode asked = known(requirements, key(edition, id));
            List<Evidence> shown = new ArrayList<>();
            for (JsonNode name : control.path("evidence")) {
                shown.add(known(evidence, name.asString("")));
            }
            controls.add(
                    new Control(
                            id,
                            text(asked, "requirement"),
                            text(asked, "check"),
                            shown,
                            text(control, "cannot")));
        }
        return new Framework(text(one, "id"), text(one, "name"), edition, controls);
    }

    private static <T> T known(Map<String, T> all, String key) {
        T one = all.get(key);
        if (one == null) {
            throw new IllegalStateException("the mapping names what is not there: " + key);
        }
        return one;
    }

    private static String key(String framework, String id) {
        return framework + "\n" + id;
    }

    private static Evidence evidence(JsonNode it) {
        Evidence.Source source =
                switch (text(it, "kind")) {
                    case "metric" -> new Evidence.Metric(text(it, "metric"));
                    case "fact" -> new Evidence.Fact();
                    default ->
                            new Evidence.Rows(
                                    asked(it, "list", "q"),
                                    asked(it, "ofList", "of"),
                                    wanted(it),
                                    text(it, "none"));
                };
        return new Evidence(text(it, "id"), text(it, "title"), source);
    }

    private static Wanted wanted(JsonNode it) {
        if (text(it, "wanted").equals("some")) {
            return Wanted.SOME;
        }
        return it.path("breaks").asBoolean(false) ? Wanted.NONE_AT_ALL : Wanted.NONE;
    }

    private static Asked asked(JsonNode it, String list, String q) {
        return new Asked(Listing.valueOf(text(it, list).toUpperCase(Locale.ROOT)), text(it, q));
    }

    private static String text(JsonNode it, String name) {
        return it.path(name).asString("");
    }

    private static JsonNode resource(String name) {
        try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
