package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The policies of a server, as commands show and change them.
final class PolicyVersions {
    static final String PATH = "/api/v1/policies";
    static final Table TABLE =
            Table.of("name", "inForce", "newest.number", "rules", "open", "description");
    static final Table HISTORY =
            Table.of(
                    "number",
                    "version",
                    "at",
                    "actor",
                    "preview.newlyBroken",
                    "preview.newlyPassing",
                    "preview.judged",
                    "digest");
    static final int HISTORY_MAX = 1000;

    private PolicyVersions() {}

    /// What is to be put in force.
    ///
    /// @param version the newest when it is empty
    /// @param sure whether it is put in force, or only tried
    record Wish(String name, Optional<String> version, boolean sure) {}

    static String of(String name) {
        return PATH + "/" + Online.segment(name);
    }

    static void put(Online online, RemoteServer server, Path file)
            throws IOException, InterruptedException {
        byte[] text = Files.readAllBytes(file);
        JsonNode kept =
                server.put(
                        of(name(new String(text, StandardCharsets.UTF_8))),
                        "application/yaml",
                        text);
        online.show(
                kept,
                "%s has version %d; muster policy activate %1$s tells what it would change"
                        .formatted(kept.path("policy").asString(""), kept.path("number").asInt()));
    }

    /// The name that stands in a policy; the server reads the rest.
    private static String name(String text) throws IOException {
        return text.lines()
                .filter(it -> it.startsWith("policy:"))
                .map(it -> it.substring("policy:".length()).replaceAll("#.*", "").strip())
                .map(it -> it.replaceAll("^[\"']|[\"']$", ""))
                .findFirst()
                .orElseThrow(() ->
                        new IOException("the file names no policy; it begins with 'policy: NAME'"));
    }

    static void activate(Online online, RemoteServer server, Wish wish, Terminal terminal)
            throws IOException, InterruptedException {
        String version =
                wish.version().isPresent()
                        ? wish.version().get()
                        : newest(server.get(of(wish.name()) + "/versions?limit=1"));
        JsonNode preview = PolicyTrial.preview(server, wish.name(), version, terminal.progress());
        if (!wish.sure()) {
            if (online.isJson()) {
                online.show(preview, "");
                return;
            }
            PolicyTrial.print(preview.path("diff"), terminal);
            online.done("With --yes it is put in force.");
            return;
        }
        JsonNode done =
                server.post(
                        of(wish.name()) + "/activate",
                        Map.of("version", version, "preview", preview.path("id").asString("")));
        JsonNode known = done.path("preview");
        online.show(
                done,
                String.format(
                        Locale.ROOT,
                        "%s %s is in force: %,d newly broken, %,d newly passing; everything is judged again",
                        wish.name(),
                        version,
                        known.path("newlyBroken").asLong(),
                        known.path("newlyPassing").asLong()));
    }

    private static String newest(JsonNode versions) {
        JsonNode first = versions.path("items").path(0);
        return first.isMissingNode() ? "shipped" : Integer.toString(first.path("number").asInt());
    }
}
