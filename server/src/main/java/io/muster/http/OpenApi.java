package io.muster.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The description of the API, OpenAPI 3.1, made from the table of routes: what is not in the table
/// is not in the description, and the other way round.
public final class OpenApi {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private OpenApi() {}

    /// @param version of the program
    /// @return a value that [Json#pretty] writes
    public static Map<String, Object> of(List<Operation> operations, String version) {
        Schemas schemas = new Schemas();
        Map<String, Object> problem = schemas.of(Problem.Document.class);
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Operation operation : operations) {
            String path = operation.path().text().replace("...}", "}");
            paths.computeIfAbsent(path, _ -> new LinkedHashMap<>())
                    .put(
                            operation.method().name().toLowerCase(Locale.ROOT),
                            described(operation, schemas, problem));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                ordered(
                        "title",
                        "Muster",
                        "version",
                        version,
                        "description",
                        "Everything that Muster's console shows and does. Lists are pages; what is wrong is told"
                                + " as a problem (RFC 9457)."));
        document.put("paths", paths);
        document.put(
                "components",
                ordered(
                        "schemas", schemas.named(),
                        "securitySchemes",
                                ordered(
                                        "token", ordered("type", "http", "scheme", "bearer"),
                                        "session",
                                                ordered(
                                                        "type", "apiKey",
                                                        "in", "cookie",
                                                        "name", "__Host-muster"))));
        return document;
    }

    private static Map<String, Object> described(
            Operation operation, Schemas schemas, Map<String, Object> problem) {
        Operation.Exchange exchange = operation.exchange();
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("operationId", operationId(operation));
        described.put("summary", operation.summary());
        described.put("x-muster-permission", Words.kebab(operation.permission()));
        described.put("x-muster-span", Words.kebab(operation.span()));
        described.put(
                "security",
                operation.permission() == Permission.ANYONE
                        ? List.of()
                        : List.of(ordered("token", List.of()), ordered("session", List.of())));
        List<Map<String, Object>> parameters =
                Stream.concat(
                                operation.path().variables().stream().map(OpenApi::inPath),
                                exchange.parameters().stream().map(OpenApi::inQuery))
                        .toList();
        if (!parameters.isEmpty()) {
            described.put("parameters", parameters);
        }
        if (!(exchange.takes() instanceof Payload.None)) {
            described.put(
                    "requestBody",
                    ordered("required", true, "content", content(exchange.takes(), schemas)));
        }
        Map<String, Object> well = ordered("description", "Done.");
        if (!(exchange.answers() instanceof Payload.None)) {
            well.put("content", content(exchange.answers(), schemas));
        }
        described.put(
                "responses",
                ordered(
                        Integer.toString(exchange.status()),
                        well,
                        "default",
                        ordered(
                                "description",
                                "A problem.",
                                "content",
                                ordered(PROBLEM, ordered("schema", problem)))));
        return described;
    }

    /// `GET /api/v1/credentials/{id}/sightings` is `getCredentialsSightings`.
    private static String operationId(Operation operation) {
        String words =
                operation.path().segments().stream()
                        .map(it ->
                                switch (it) {
                                    case Template.Literal(String text) -> text;
                                    case Template.Variable(String name) -> "by-" + name;
                                    case Template.Rest(String name) -> name;
                                })
                        .filter(it -> !it.equals("api") && !it.equals("v1"))
                        .flatMap(it -> Stream.of(it.split("[^A-Za-z0-9]+", -1)))
                        .filter(it -> !it.isEmpty())
                        .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT) + it.substring(1))
                        .collect(Collectors.joining());
        return operation.method().name().toLowerCase(Locale.ROOT) + words;
    }

    private static Map<String, Object> inPath(String name) {
        return ordered(
                "name", name, "in", "path", "required", true, "schema", ordered("type", "string"));
    }

    private static Map<String, Object> inQuery(Parameter parameter) {
        String type =
                switch (parameter.kind()) {
                    case TEXT -> "string";
                    case NUMBER -> "integer";
                    case YES_OR_NO -> "boolean";
                };
        return ordered(
                "name", parameter.name(),
                "in", "query",
                "description", parameter.meaning(),
                "schema", ordered("type", type));
    }

    private static Map<String, Object> content(Payload payload, Schemas schemas) {
        return switch (payload) {
            case Payload.None _ -> Map.of();
            case Payload.Value(Class<?> type) -> ordered(JSON, ordered("schema", schemas.of(type)));
            case Payload.PageOf(Class<?> item) ->
                    ordered(JSON, ordered("schema", schemas.pageOf(item)));
            case Payload.Other(String mediaType, _) ->
                    ordered(mediaType, ordered("schema", ordered("type", "string")));
        };
    }

    /// A map in the order in which it is written here: names and values in turn.
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
