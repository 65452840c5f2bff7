package io.muster.cli;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster retirement`: the way out of what nobody needs.
@Command(
        name = "retirement",
        description = {
            "Follows what nobody needs on its way out: flagged, proposed, disabling, observing, deleting, gone.",
            "",
            "Muster does nothing in other systems: it tells the command to run there, and believes what the next scan"
                    + " sees, or who says that it was done. Each step can be taken back."
        })
final class RetirementCommand {
    private static final String PATH = "/api/v1/retirements";
    private static final String ID = "Its id.";
    private static final Table TABLE =
            Table.of("id", "state", "why", "since", "due", "owner.name", "kind", "title");

    @Command(name = "list", description = "Lists what is on its way out, the newest first.")
    int list(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description =
                                    "flagged, proposed, disabling, observing, deleting, gone or kept; all when absent.")
                    @Nullable String state)
            throws InterruptedException {
        String path = Online.query(PATH, List.of(Map.entry("state", state == null ? "" : state)));
        return online.ask(server -> online.list(server, path, limit.rows(), TABLE));
    }

    @Command(name = "show", description = "Tells its steps, and what is to be done where it lives.")
    int show(@Mixin Online online, @Parameters(paramLabel = "ID", description = ID) String id)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode it = server.get(PATH + "/" + Online.segment(id));
            online.text(it, text(it));
        });
    }

    private static String text(JsonNode it) {
        JsonNode one = it.path("retirement");
        StringJoiner lines = new StringJoiner("\n");
        lines.add(
                "%s is %s"
                        .formatted(one.path("title").asString(""), one.path("state").asString("")));
        if (one.has("due")) {
            lines.add("until " + one.path("due").asString(""));
        }
        if (it.has("task")) {
            lines.add("to do: " + it.path("task").path("words").asString(""));
            lines.add("       " + it.path("task").path("command").asString(""));
        }
        it.path("places").forEach(place -> lines.add("at " + place.asString("")));
        it.path("steps")
                .forEach(step ->
                        lines.add(
                                "%s  %s -> %s by %s%s  %s"
                                        .formatted(
                                                step.path("at").asString(""),
                                                step.path("from").asString(""),
                                                step.path("to").asString(""),
                                                step.path("actor").asString(""),
                                                step.has("confirmed")
                                                        ? ", by "
                                                                + step.path("confirmed")
                                                                        .asString("")
                                                        : "",
                                                step.path("note").asString(""))));
        return lines.toString();
    }

    @Command(
            name = "propose",
            description = "Proposes to disable an identity or a credential; needs the scope write.")
    int propose(
            @Mixin Online online,
            @Parameters(paramLabel = "ENTITY", index = "0", description = "identity or credential.")
                    String entity,
            @Parameters(paramLabel = "ID", index = "1", description = "The id of it.") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
                    String reason)
            throws InterruptedException {
        Map<String, Object> wish = Map.of("entity", entity, "id", id, "reason", reason);
        return online.ask(server -> shown(online, server.post(PATH, wish)));
    }

    @Command(
            name = "advance",
            description = "Goes the next step; of a task, says that it was done where it lives.")
    int advance(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--note",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why, or what was done.")
                    String note)
            throws InterruptedException {
        return step(online, id, "advance", note);
    }

    @Command(
            name = "undo",
            description =
                    "Takes the last step back, and tells what is to be undone where it lives.")
    int undo(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--note", required = true, paramLabel = "TEXT", description = "Why.")
                    String note)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode it = server.post(path(id, "undo"), Map.of("note", note));
            JsonNode task = it.path("task");
            String done =
                    task.isMissingNode()
                            ? ""
                            : "\nto do: %s\n       %s"
                                    .formatted(
                                            task.path("words").asString(""),
                                            task.path("command").asString(""));
            online.text(it, line(it.path("retirement")) + done);
        });
    }

    @Command(name = "keep", description = "It stays; nothing is asked for 90 days.")
    int keep(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--note", required = true, paramLabel = "TEXT", description = "Why.")
                    String note)
            throws InterruptedException {
        return step(online, id, "keep", note);
    }

    private static int step(Online online, String id, String verb, String note)
            throws InterruptedException {
        return online.ask(
                server -> shown(online, server.post(path(id, verb), Map.of("note", note))));
    }

    private static String path(String id, String verb) {
        return PATH + "/" + Online.segment(id) + "/" + verb;
    }

    private static void shown(Online online, JsonNode it) {
        online.show(it, line(it));
    }

    private static String line(JsonNode it) {
        return "%s %s is %s"
                .formatted(
                        it.path("id").asString(""),
                        it.path("title").asString(""),
                        it.path("state").asString(""));
    }
}
