package io.muster.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends what the API description allows, and what it nearly allows, to every operation of a
/// running server. What comes back is an answer the description knows, or a problem; never a fault.
class OpenApiTest {
    private static final long SEED = Long.getLong("muster.seed", 20261122);
    private static final int ROUNDS = Integer.getInteger("muster.rounds", 12);
    private static final int DEPTH_MAX = 6;

    /// Texts that have broken programs before.
    private static final List<String> ODD =
            List.of(
                    "",
                    " ",
                    "a",
                    "-1",
                    "0",
                    "99999999999999999999",
                    "2027-03-15",
                    "\u0000",
                    "\ud83d\udd11 naïve ＦＵＬＬ",
                    "\ud800",
                    "'; DROP TABLE credential; --",
                    "%00%ff",
                    "../../etc/passwd",
                    "\"",
                    "\\",
                    "*",
                    "a*b*c",
                    "expires<",
                    "kind:service expires<30d",
                    "owner:none -",
                    "\"unclosed",
                    "last<9999999999d",
                    "null",
                    "a".repeat(3000),
                    "f".repeat(64),
                    "0".repeat(32),
                    "every 0s",
                    "* * * * *",
                    "file://host/",
                    "ＡＢ\u202e");

    /// What SCIM has and we have not (RFC 7644, section 3.12).
    private static final int NOT_DONE = 501;

    @TempDir private Path folder;
    private Path data;
    private Served server;
    private Client client;
    private final Random random = new Random(SEED);

    @BeforeEach
    void start() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        data = sandbox.root().resolve("data");
        String token = Served.token(sandbox, data, "read,report,write,administer,audit,directory");
        server = Served.quiet(sandbox, data);
        client = server.as(token);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void nothingThatAClientSendsIsAFault() throws Exception {
        List<Described> operations =
                Described.by(client).stream()
                        .filter(it -> !it.path().equals("/api/v1/events"))
                        // Ends the session of whoever asks, and asks for no more than that.
                        .filter(it -> !it.path().equals("/api/v1/sign-out"))
                        .toList();
        List<String> faults = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Described operation : operations) {
                ask(operation).ifPresent(faults::add);
            }
        }

        assertThat(faults.stream().distinct().limit(30)).as("seed " + SEED).isEmpty();
        assertThat(Files.readString(data.resolve("muster.log")))
                .doesNotContain("\"level\":\"error");
        assertThat(client.get("/readyz").status()).isEqualTo(200);
    }

    /// Once more over a new connection, as every client does: a server may close one that was idle,
    /// or whose last content it refused, at the moment the next request goes out (RFC 9112, 9.3.1).
    private Client.Answer asked(Described operation, String target, String body, String... headers)
            throws IOException, InterruptedException {
        try {
            return client.ask(operation.method(), target, body, headers);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
                throw e;
            }
            return client.ask(operation.method(), target, body, headers);
        }
    }

    private Optional<String> ask(Described operation) throws Exception {
        String path = operation.path();
        for (JsonNode it : operation.parameters("path")) {
            path = path.replaceAll("[{]" + it.path("name").asString() + "[^}]*[}]", segment());
        }
        String query =
                operation.parameters("query").stream()
                        .filter(_ -> random.nextInt(3) == 0)
                        .map(it ->
                                it.path("name").asString()
                                        + "="
                                        + Client.encoded(text(value(operation, it.path("schema")))))
                        .collect(Collectors.joining("&"));
        String target = query.isEmpty() ? path : path + "?" + query;
        String body = body(operation);
        List<String> headers = new ArrayList<>();
        if (!operation.takes().isEmpty() && !body.isEmpty()) {
            headers.addAll(List.of("Content-Type", operation.takes()));
        }
        if (operation.method().equals("PATCH") && random.nextInt(4) > 0) {
            headers.addAll(List.of("If-Match", random.nextBoolean() ? "\"1\"" : "W/\"x\""));
        }
        Client.Answer answer;
        try {
            answer = asked(operation, target, body, headers.toArray(String[]::new));
        } catch (IOException e) {
            return Optional.of(operation.method() + " " + target + " " + body + " -> " + e);
        }
        boolean known =
                answer.status() < 400
                        ? operation.tells(answer.status())
                        : (answer.status() < 500 || answer.status() == NOT_DONE)
                                && Refusal.is(answer);
        return known
                ? Optional.empty()
                : Optional.of(
                        "%s %s %s -> %d %s"
                                .formatted(
                                        operation.method(),
                                        target,
                                        body.length() > 300 ? body.substring(0, 300) : body,
                                        answer.status(),
                                        answer.text()));
    }

    private String segment() {
        String text = ODD.get(random.nextInt(ODD.size()));
        String plain = Client.encoded(text.isBlank() ? "x" : text).replace("+", "%20");
        return plain.replace("$", "").replace("\\", "");
    }

    private String body(Described operation) throws Exception {
        String type = operation.takes();
        if (type.isEmpty() || random.nextInt(20) == 0) {
            return "";
        }
        if (!type.endsWith("json")) {
            return "{\"unreadable\":{\"place\":\"file://h/x\",\"reason\":\"%s\"}}\n{}\n"
                    .formatted("why");
        }
        String json =
                JsonMapper.shared().writeValueAsString(value(operation, operation.taken(), 0));
        if (random.nextInt(10) == 0) {
            int at = random.nextInt(json.length());
            return json.substring(0, at) + "\"}],{".charAt(random.nextInt(5)) + json.substring(at);
        }
        return json;
    }

    private Object value(Described operation, JsonNode schema) {
        return value(operation, schema, 0);
    }

    /// Something of the schema, or nearly.
    private Object value(Described operation, JsonNode schema, int depth) {
        JsonNode real = operation.resolved(schema);
        if (random.nextInt(12) == 0 || depth > DEPTH_MAX) {
            return wrong();
        }
        if (real.has("enum") && random.nextInt(8) > 0) {
            return real.path("enum").get(random.nextInt(real.path("enum").size())).asString();
        }
        JsonNode type = real.path("type");
        return switch (type.isArray() ? type.get(0).asString() : type.asString("")) {
            case "object" -> object(operation, real, depth);
            case "array" -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(operation, real.path("items"), depth + 1));
                }
                yield items;
            }
            case "integer", "number" ->
                    List.of(0, 1, 2, 7, 100, -1, Long.MAX_VALUE, Integer.MIN_VALUE)
                            .get(random.nextInt(8));
            case "boolean" -> random.nextBoolean();
            default -> ODD.get(random.nextInt(ODD.size()));
        };
    }

    private Map<String, Object> object(Described operation, JsonNode schema, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties")
                .properties()
                .forEach(it -> {
                    int chance = required.contains(it.getKey()) ? 20 : 2;
                    if (random.nextInt(chance) > 0) {
                        members.put(it.getKey(), value(operation, it.getValue(), depth + 1));
                    }
                });
        if (schema.path("additionalProperties").isObject() || random.nextInt(20) == 0) {
            members.put(ODD.get(random.nextInt(ODD.size())), ODD.get(random.nextInt(ODD.size())));
        }
        return members;
    }

    private Object wrong() {
        return switch (random.nextInt(5)) {
            case 0 -> List.of(List.of());
            case 1 -> Map.of("a", 1);
            case 2 -> -1.5e300;
            case 3 -> false;
            default -> "\u0000";
        };
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }
}
