package io.muster.directory.scim;

import io.muster.http.Content;
import io.muster.http.Headers;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What all resources have in common: where they are, their versions, their lists, and what of them
/// is shown.
///
/// @param base `https://host` as clients call it; empty when nobody said
record Resources(String base) {
    static final String MEDIA_TYPE = "application/scim+json";
    static final String ROOT = "/scim/v2";

    /// How many a list shows at most, and when nobody says how many.
    static final int LIST_MAX = 200;

    private static final int LIST_USUAL = 100;
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /// @param configured the address of this server, when it was configured
    static Resources of(Request request, Optional<URI> configured) {
        return new Resources(
                configured
                        .map(it -> it.toString().replaceFirst("/$", ""))
                        .or(() -> request.headers().one("Host").map(it -> "https://" + it))
                        .orElse(""));
    }

    String location(Schema schema, String id) {
        return base + ROOT + schema.path() + "/" + id;
    }

    ObjectNode begun(Schema schema, String id) {
        ObjectNode shown = Texts.object();
        shown.putArray("schemas").add(schema.id());
        shown.put("id", id);
        return shown;
    }

    ObjectNode ended(
            ObjectNode shown,
            Schema schema,
            String id,
            long version,
            Instant created,
            Instant changed) {
        shown.putObject("meta")
                .put("resourceType", schema.name())
                .put("created", created.toString())
                .put("lastModified", changed.toString())
                .put("location", location(schema, id))
                .put("version", tag(version));
        return shown;
    }

    /// Weak: the names of groups may change without it.
    private static String tag(long version) {
        return "W/\"" + version + "\"";
    }

    /// One resource as an answer.
    static Response answer(Request request, int status, ObjectNode resource) {
        JsonNode meta = resource.path("meta");
        Response response =
                json(status, projected(request, resource))
                        .with("ETag", meta.path("version").asString(""));
        return status == 201
                ? response.with("Location", meta.path("location").asString(""))
                : response;
    }

    static Response json(int status, Object value) {
        return new Response(status, Headers.NONE, new Content.Json(MEDIA_TYPE, value));
    }

    /// @param first the number of the first that is shown, from 1
    static Response list(Request request, List<ObjectNode> items, long first, long total) {
        ObjectNode list = Texts.object();
        list.putArray("schemas").add(LIST);
        list.put("totalResults", total);
        list.put("startIndex", first);
        list.put("itemsPerPage", items.size());
        ArrayNode resources = list.putArray("Resources");
        items.forEach(it -> resources.add(projected(request, it)));
        return json(200, list);
    }

    /// The number of the first that is wanted, from 1; less means 1 (RFC 7644, section 3.4.2.4).
    static long first(Request request) {
        return Math.max(1, number(request, "startIndex", 1));
    }

    static int count(Request request) {
        return Math.clamp(number(request, "count", LIST_USUAL), 0, LIST_MAX);
    }

    private static long number(Request request, String name, long otherwise) {
        Optional<String> text = request.query().text(name);
        if (text.isPresent() && !NUMBER.matcher(text.get()).matches()) {
            throw Complaint.value("'%s' must be a number.".formatted(name));
        }
        return text.map(Long::parseLong).orElse(otherwise);
    }

    /// Whoever says which version they have read changes no other (RFC 7644, section 3.14).
    static void check(Request request, long version) {
        Optional<String> said = request.headers().one("If-Match");
        String now = tag(version).substring(2);
        boolean same =
                said.isEmpty()
                        || Stream.of(said.get().split(",", -1))
                                .map(it -> it.strip().replaceFirst("^W/", ""))
                                .anyMatch(it -> it.equals(now) || it.equals("*"));
        if (!same) {
            throw Problem.CHANGED_MEANWHILE.because(
                    "It was changed meanwhile; read it again and send its ETag as If-Match.");
        }
    }

    /// Does anybody want to see `attribute`?
    static boolean isWanted(Request request, String attribute) {
        ObjectNode probe = Texts.object().put(attribute, "");
        return projected(request, probe).has(attribute);
    }

    /// What `attributes` or `excludedAttributes` leave (RFC 7644, section 3.9).
    private static ObjectNode projected(Request request, ObjectNode resource) {
        Optional<String> only = request.query().text("attributes");
        Optional<String> without = request.query().text("excludedAttributes");
        if (only.isPresent()) {
            ObjectNode shown = Texts.object();
            for (String always : List.of("schemas", "id")) {
                if (resource.has(always)) {
                    shown.set(always, resource.get(always));
                }
            }
            names(only.get()).forEach(it -> take(resource, shown, it));
            return shown;
        }
        if (without.isPresent()) {
            names(without.get()).forEach(it -> drop(resource, it));
        }
        return resource;
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(",", 101))
                .limit(100)
                .map(String::strip)
                .map(it -> Schema.GROUP.plain(Schema.USER.plain(it)).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void take(ObjectNode from, ObjectNode to, String name) {
        int dot = name.indexOf('.');
        String head = dot < 0 ? name : name.substring(0, dot);
        for (var it : List.copyOf(from.properties())) {
            if (!it.getKey().equalsIgnoreCase(head)) {
                continue;
            }
            if (dot < 0) {
                to.set(it.getKey(), it.getValue());
            } else if (it.getValue() instanceof ObjectNode object) {
                ObjectNode inner =
                        to.get(it.getKey()) instanceof ObjectNode there ? there : Texts.object();
                take(object, inner, name.substring(dot + 1));
                to.set(it.getKey(), inner);
            } else if (it.getValue() instanceof ArrayNode array) {
                ArrayNode inner = to.putArray(it.getKey());
                for (JsonNode one : array) {
                    ObjectNode part = inner.addObject();
                    if (one instanceof ObjectNode object) {
                        take(object, part, name.substring(dot + 1));
                    }
                }
            }
        }
    }

    private static void drop(ObjectNode from, String name) {
        int dot = name.indexOf('.');
        String head = dot < 0 ? name : name.substring(0, dot);
        for (var it : List.copyOf(from.properties())) {
            if (!it.getKey().equalsIgnoreCase(head)
                    || it.getKey().equals("id")
                    || it.getKey().equals("schemas")) {
                continue;
            }
            if (dot < 0) {
                from.remove(it.getKey());
            } else {
                for (JsonNode one :
                        it.getValue().isArray() ? it.getValue() : List.of(it.getValue())) {
                    if (one instanceof ObjectNode object) {
                        drop(object, name.substring(dot + 1));
                    }
                }
            }
        }
    }
}
