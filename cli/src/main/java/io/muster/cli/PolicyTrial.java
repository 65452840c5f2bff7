package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.export.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Has a server try a policy, and shows what comes of it.
final class PolicyTrial {
    private static final String ERASE = "\r\u001b[K";
    private static final Table RULES = Table.of("rule", "change", "newlyBroken", "newlyPassing");
    private static final Table DIFFERENCES =
            Table.of(
                    "severity",
                    "rule",
                    "credential.title",
                    "identity.name",
                    "source.id",
                    "message");

    private PolicyTrial() {}

    /// @param progress where it is told how far the server is
    /// @return the answer, in the form of the API
    static JsonNode diff(RemoteServer server, Path file, Optional<PrintWriter> progress)
            throws IOException, InterruptedException {
        return answer(
                server,
                "/api/v1/policy/diff",
                "application/yaml",
                Files.readAllBytes(file),
                progress);
    }

    /// What an activation would change; its `diff` is the difference, its `id` is to be given then.
    static JsonNode preview(
            RemoteServer server, String name, String version, Optional<PrintWriter> progress)
            throws IOException, InterruptedException {
        return answer(
                server,
                "/api/v1/policies/" + Online.segment(name) + "/preview",
                "application/json",
                Json.text(Map.of("version", version)).getBytes(StandardCharsets.UTF_8),
                progress);
    }

    private static JsonNode answer(
            RemoteServer server,
            String path,
            String mediaType,
            byte[] sent,
            Optional<PrintWriter> progress)
            throws IOException, InterruptedException {
        List<JsonNode> answer = new ArrayList<>();
        server.stream(
                path + "?progress=lines",
                mediaType,
                sent,
                content -> follow(content, progress, answer));
        if (answer.isEmpty()) {
            throw new IOException("the server broke off before it had judged everything");
        }
        return answer.getFirst();
    }

    private static void follow(
            InputStream content, Optional<PrintWriter> progress, List<JsonNode> answer)
            throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            JsonNode line = RemoteServer.tree(text);
            progress.ifPresent(it -> tell(it, line));
            if (line.has("trouble")) {
                throw new IOException("it was not judged: " + line.path("trouble").asString(""));
            }
            if (line.has("diff")) {
                answer.add(line.path("diff"));
            }
        }
    }

    private static void tell(PrintWriter err, JsonNode line) {
        err.print(
                line.has("done")
                        ? String.format(
                                Locale.ROOT,
                                "%s%,d of %,d judged",
                                ERASE,
                                line.path("done").asLong(),
                                line.path("total").asLong())
                        : ERASE);
        err.flush();
    }

    static void print(JsonNode diff, Terminal terminal) {
        List<JsonNode> rules = rows(diff.path("rules"));
        if (!rules.isEmpty()) {
            RULES.print(new Listed(rules, false, rules.size(), false), terminal);
        }
        list("Newly broken", "newlyBroken", diff, terminal);
        list("Newly passing", "newlyPassing", diff, terminal);
        terminal.out()
                .println(
                        rules.isEmpty()
                                ? "No rule asks anything else than the policy in force."
                                : String.format(
                                        Locale.ROOT,
                                        "%n%,d judged: %,d newly broken, %,d newly passing."
                                                + " Nothing was changed.",
                                        diff.path("judged").asLong(),
                                        count("newlyBroken", diff),
                                        count("newlyPassing", diff)));
    }

    private static void list(String title, String name, JsonNode diff, Terminal terminal) {
        List<JsonNode> rows = rows(diff.path(name));
        if (rows.isEmpty()) {
            return;
        }
        terminal.out().printf(Locale.ROOT, "%n%s: %,d%n", title, count(name, diff));
        DIFFERENCES.print(new Listed(rows, false, rows.size(), false), terminal);
        long more = diff.path("more").path(name).asLong();
        if (more > 0) {
            terminal.out().printf(Locale.ROOT, "… and %,d more%n", more);
        }
    }

    private static long count(String name, JsonNode diff) {
        return diff.path(name).size() + diff.path("more").path(name).asLong();
    }

    private static List<JsonNode> rows(JsonNode array) {
        List<JsonNode> rows = new ArrayList<>();
        array.forEach(rows::add);
        return rows;
    }
}
