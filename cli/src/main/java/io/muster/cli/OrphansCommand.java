package io.muster.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster orphans`: what nobody owns.
@Command(
        name = "orphans",
        description =
                "Lists what nobody owns with the clock of each, and decides what becomes of it.")
final class OrphansCommand {
    private static final String PATH = "/api/v1/orphans";

    private static final Table TABLE =
            new Table(
                    List.of(
                            column("state"),
                            column("due"),
                            column("risk"),
                            column("kind"),
                            column("name"),
                            column("assigned"),
                            new Table.Column(
                                    "perhaps",
                                    it ->
                                            it.path("candidate").has("team")
                                                    ? it.path("candidate").path("team").asString("")
                                                            + " "
                                                            + OwnersCommand.percent(
                                                                    it.path("candidate"))
                                                    : ""),
                            column("id")));

    private static Table.Column column(String name) {
        return new Table.Column(name, it -> it.path(name).asString(""));
    }

    @Command(name = "list", description = "Lists orphans; what is due first, first.")
    int list(
            @Mixin Online online,
            @Mixin RowLimit limit,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description =
                                    "open, escalated, accepted or declined; all when it is not given.")
                    @Nullable String state)
            throws InterruptedException {
        String path = Online.query(PATH, List.of(Map.entry("state", state == null ? "" : state)));
        return online.ask(server -> online.list(server, path, limit.rows(), TABLE));
    }

    @Command(
            name = "decide",
            description = {
                "Accepts or declines that an orphan is decommissioned, once its clock has run down.",
                "",
                "The decision is recorded; Muster takes nothing down by itself."
            })
    int decide(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", index = "0", description = "The id of the identity.")
                    String id,
            @Parameters(paramLabel = "DECISION", index = "1", description = "accepted or declined.")
                    String decision,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why; kept in its history and in the audit log.")
                    String reason)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode _ =
                    server.post(
                            PATH + "/" + Online.segment(id) + "/decision",
                            Map.of("state", decision, "reason", reason));
            online.done("%s: decommissioning is %s".formatted(id, decision));
        });
    }
}
