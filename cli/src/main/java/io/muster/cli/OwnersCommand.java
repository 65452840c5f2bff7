package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.model.Malformed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster owners`: who may own what nobody does.
@Command(
        name = "owners",
        description =
                "Shows who may own what nobody does, and what owners that are gone leave behind.")
final class OwnersCommand {
    private static final String CANDIDATES = "/owner-candidates";

    private static final String GONE = "/api/v1/owners-gone";
    private static final Table GONE_TABLE =
            Table.of(
                    "id",
                    "entity",
                    "entityId",
                    "at",
                    "by",
                    "reassign",
                    "rotate",
                    "looked",
                    "reason");
    private static final Table LEFT_TABLE =
            Table.of("toDo", "kind", "title", "owner.id", "proposed.name", "id", "why");

    private static final Table SUGGESTED =
            new Table(
                    List.of(
                            new Table.Column("confidence", it -> percent(it.path("candidate"))),
                            new Table.Column("team", it -> text(it.path("candidate"), "team")),
                            new Table.Column("identity", it -> text(it, "name")),
                            new Table.Column("id", it -> text(it, "id")),
                            new Table.Column("because", it -> because(it.path("candidate")))));

    private static final Table CANDIDATE =
            new Table(
                    List.of(
                            new Table.Column("confidence", OwnersCommand::percent),
                            new Table.Column("team", it -> text(it, "team")),
                            new Table.Column("because", OwnersCommand::because)));

    @Command(
            name = "suggest",
            description = {
                "Lists who may own what nobody does, the surest first; of one identity, all of its candidates.",
                "",
                "Each comes with the evidence that speaks for it most."
            })
    int suggest(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Parameters(
                            paramLabel = "ID",
                            arity = "0..1",
                            description = "The id of an identity: only its candidates.")
                    @Nullable String id)
            throws InterruptedException {
        return online.ask(server -> {
            if (id == null) {
                online.list(server, "/api/v1/owners/suggestions", limit.rows(), SUGGESTED);
            } else {
                online.whole(server, identity(id) + CANDIDATES, CANDIDATE);
            }
        });
    }

    @Command(
            name = "accept",
            description = {
                "Makes a candidate the owner: of one identity its first or TEAM, or of all where the first is sure"
                        + " enough.",
                "",
                "muster owners accept ID [TEAM]",
                "muster owners accept --threshold 0.9"
            })
    int accept(
            @Mixin Online online,
            @Parameters(
                            paramLabel = "ID",
                            index = "0",
                            arity = "0..1",
                            description = "The id of an identity.")
                    @Nullable String id,
            @Parameters(
                            paramLabel = "TEAM",
                            index = "1",
                            arity = "0..1",
                            description = "The id of one of its candidates; without it the first.")
                    @Nullable String team,
            @Option(
                            names = "--threshold",
                            paramLabel = "N",
                            description = "Of all identities: the least confidence, 0.5 to 1.")
                    @Nullable String threshold)
            throws InterruptedException {
        return online.ask(server -> {
            if ((id == null) == (threshold == null)) {
                throw new Malformed("name the id of an identity, or a --threshold for all");
            }
            if (id == null) {
                all(online, server, String.valueOf(threshold));
            } else {
                one(online, server, id, team);
            }
        });
    }

    @Command(
            name = "gone",
            description = {
                "Marks a team or a person as gone; needs the scope administer.",
                "",
                "What a team owned has no owner from then on, and a proposal for one. Of a person the credentials are"
                        + " found that the person could know: they are to be rotated."
            })
    int gone(
            @Mixin Online online,
            @Parameters(paramLabel = "ENTITY", index = "0", description = "team or person.")
                    String entity,
            @Parameters(paramLabel = "ID", index = "1", description = "Its id.") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
                    String reason)
            throws InterruptedException {
        Map<String, Object> wish = Map.of("entity", entity, "id", id, "reason", reason);
        return online.ask(server -> {
            JsonNode it = server.post(GONE, wish);
            online.show(
                    it,
                    "%s is gone; 'muster owners left %s' lists what is left behind"
                            .formatted(id, text(it, "id")));
        });
    }

    @Command(
            name = "left",
            description = "Lists owners that are gone; of one, what is left behind.")
    int left(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Parameters(
                            paramLabel = "ID",
                            arity = "0..1",
                            description = "As the list and gone tell it.")
                    @Nullable String id)
            throws InterruptedException {
        return online.ask(server -> {
            if (id == null) {
                online.list(server, GONE, limit.rows(), GONE_TABLE);
            } else {
                String items = GONE + "/" + Online.segment(id) + "/items";
                online.list(server, items, limit.rows(), LEFT_TABLE);
            }
        });
    }

    @Command(
            name = "back",
            description =
                    "The team or person is there after all; what was theirs is given back by rules, or by people.")
    int back(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "As left tells it.") String id)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode it = server.post(GONE + "/" + Online.segment(id) + "/undo");
            online.show(it, text(it, "entityId") + " is there again");
        });
    }

    private static void one(Online online, RemoteServer server, String id, @Nullable String team)
            throws Malformed, IOException, InterruptedException {
        String chosen = team;
        if (chosen == null) {
            JsonNode first = server.get(identity(id) + CANDIDATES).path("items").path(0);
            chosen = text(first, "team");
            if (chosen.isEmpty()) {
                throw new Malformed("it has no candidate");
            }
        }
        JsonNode _ = server.post(identity(id) + CANDIDATES + "/accept", Map.of("team", chosen));
        online.done("%s is owned by %s".formatted(id, chosen));
    }

    /// So many at once as the server takes, until there are no more.
    private static void all(Online online, RemoteServer server, String threshold)
            throws IOException, InterruptedException {
        long accepted = 0;
        boolean more;
        do {
            JsonNode answer =
                    server.post("/api/v1/owners/accept?threshold=" + Online.segment(threshold));
            accepted += answer.path("accepted").asLong();
            more = answer.path("more").asBoolean(false);
        } while (more);
        online.done("%d have an owner now".formatted(accepted));
    }

    private static String identity(String id) {
        return "/api/v1/identities/" + Online.segment(id);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    static String percent(JsonNode candidate) {
        return "%.0f %%".formatted(100 * candidate.path("confidence").asDouble(0));
    }

    /// What speaks most.
    private static String because(JsonNode candidate) {
        JsonNode first = candidate.path("evidence").path(0);
        return text(first, "kind") + ": " + text(first, "says") + ", " + text(first, "where");
    }
}
