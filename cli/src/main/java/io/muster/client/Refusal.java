package io.muster.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads why a server said no (RFC 9457).
final class Refusal {
    private static final int TEXT_MAX = 500;

    private Refusal() {}

    static ServerRefused of(int status, byte[] content) {
        try {
            JsonNode problem = JsonMapper.shared().readTree(content);
            String title = text(problem, "title");
            if (!title.isEmpty()) {
                String instance = text(problem, "instance");
                return new ServerRefused(
                        status,
                        "the server says: %s. %s%s"
                                .formatted(
                                        title,
                                        text(problem, "detail"),
                                        instance.isEmpty() ? "" : " (request " + instance + ")"));
            }
            String amiss = amiss(problem);
            if (!amiss.isEmpty()) {
                return new ServerRefused(status, "the server cannot serve now: " + amiss);
            }
        } catch (JacksonException _) {
            // Not a problem document: a proxy, or no Muster at all.
        }
        return new ServerRefused(
                status,
                "the server answered %d without saying why; is it Muster?".formatted(status));
    }

    /// What `/readyz` tells: each check that is not well.
    private static String amiss(JsonNode readiness) {
        List<String> amiss = new ArrayList<>();
        for (JsonNode check : readiness.path("checks")) {
            String trouble = text(check, "trouble");
            if (!trouble.isEmpty()) {
                amiss.add(text(check, "name") + ": " + trouble);
            }
        }
        return String.join("; ", amiss);
    }

    private static String text(JsonNode problem, String name) {
        String text = problem.path(name).asString("");
        return text.substring(0, Math.min(TEXT_MAX, text.length()));
    }
}
