package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster who`: who could have used an identity, and who did.
@Command(
        name = "who",
        description = {
            "Tells who could have used an identity between two times, and who did.",
            "",
            "What it was allowed, where its credentials lay and who could read them there, uses that a source told"
                    + " of, and decisions of the audit log. Last it says what nobody knows."
        })
final class WhoCommand implements Callable<Integer> {

    @Mixin private Online online;

    @Parameters(paramLabel = "ID|NAME", description = "The id of the identity, or its name.")
    private String identity = "";

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            defaultValue = "",
            description = "A date or a time. Usually 90 days before the end.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "WHEN",
            defaultValue = "",
            description = "A date or a time, left out itself. Usually now.")
    private String to = "";

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(server -> {
            String path = "/api/v1/identities/%s/access".formatted(id(server));
            JsonNode answer =
                    server.get(
                            Online.query(
                                    path,
                                    List.of(
                                            Map.entry("from", from),
                                            Map.entry("to", to),
                                            Map.entry("limit", "1000"))));
            online.text(answer, text(answer));
        });
    }

    /// A name is looked up; it must mean one identity.
    private String id(RemoteServer server) throws IOException, InterruptedException {
        if (identity.matches("[0-9a-f]{32}")) {
            return identity;
        }
        String query = "name:\"%s\"".formatted(identity.replace("\"", "\\\""));
        JsonNode found =
                server.get(
                        Online.query(
                                "/api/v1/identities",
                                List.of(Map.entry("q", query), Map.entry("limit", "100"))));
        List<String> exact =
                found.path("items")
                        .valueStream()
                        .filter(it -> it.path("name").asString("").equals(identity))
                        .map(it -> it.path("id").asString(""))
                        .toList();
        if (exact.size() != 1) {
            throw new IOException(
                    exact.isEmpty()
                            ? "no identity is named '%s'; muster search finds it"
                                    .formatted(identity)
                            : "%d identities are named '%s'; name one by its id: %s"
                                    .formatted(exact.size(), identity, String.join(", ", exact)));
        }
        return exact.getFirst();
    }

    private static String text(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        text.append(
                "from %s to %s\n"
                        .formatted(
                                answer.path("from").asString(""), answer.path("to").asString("")));
        JsonNode could = answer.path("could");
        text.append("\ncould: rights\n");
        for (JsonNode it : could.path("rights")) {
            text.append(
                    "  %s on %s, %s, written at %s, %s\n"
                            .formatted(
                                    it.path("right").asString(""),
                                    it.path("resource").asString(""),
                                    holder(it),
                                    it.path("place").asString(""),
                                    seen(it)));
        }
        text.append("could: whoever could read these\n");
        for (JsonNode it : could.path("places")) {
            String readers =
                    String.join(
                            ", ",
                            it.path("readers").valueStream().map(one -> one.asString("")).toList());
            text.append(
                    "  %s, %s at %s, %s, readable by %s\n"
                            .formatted(
                                    holder(it),
                                    it.path("role").asString(""),
                                    it.path("place").asString(""),
                                    seen(it),
                                    readers.isEmpty() ? "(not told)" : readers));
        }
        JsonNode did = answer.path("did");
        text.append("\ndid: uses\n");
        for (JsonNode it : did.path("uses")) {
            text.append(
                    "  %s %s, told by %s\n"
                            .formatted(
                                    it.path("at").asString(""),
                                    holder(it),
                                    it.path("source").asString("")));
        }
        text.append("did: decisions\n");
        for (JsonNode it : did.path("decisions")) {
            text.append(
                    "  %s %s %s %s (entry %d)\n"
                            .formatted(
                                    it.path("at").asString(""),
                                    it.path("actor").asString(""),
                                    it.path("action").asString(""),
                                    it.path("subject").asString(""),
                                    it.path("index").asLong()));
        }
        text.append("\nnot known\n");
        answer.path("notKnown")
                .forEach(it -> text.append("  ").append(it.asString("")).append('\n'));
        answer.path("cut")
                .forEach(it ->
                        text.append(
                                "  There are more %s than are shown.\n"
                                        .formatted(it.asString(""))));
        return text.toString();
    }

    private static String holder(JsonNode row) {
        JsonNode holder = row.path("holder");
        return holder.path("type").asString("") + " " + holder.path("title").asString("");
    }

    private static String seen(JsonNode row) {
        JsonNode seen = row.path("seen");
        String gone = seen.path("gone").asString("");
        return "seen from %s to %s%s"
                .formatted(
                        seen.path("first").asString(""),
                        seen.path("last").asString(""),
                        gone.isEmpty() ? "" : ", gone by " + gone);
    }
}
