package io.muster.cli;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster import`: what a team believes it has, for the server to hold against what is there.
@Command(
        name = "import",
        description = {
            "Gives the server a list of what you believe you have, CSV or JSON.",
            "",
            "It takes the place of the one of the same name. muster declared tells the difference to what is there,"
                    + " after each run anew."
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin private Online online;

    @Parameters(paramLabel = "FILE", description = "The list.")
    private Path file = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called. Usually the file's name.")
    private @Nullable String name;

    @Option(
            names = "--team",
            paramLabel = "ID",
            defaultValue = "",
            description = "Whose list it is; unknown are credentials of this team only.")
    private String team = "";

    @Option(
            names = "--map",
            paramLabel = "COLUMN=FIELD",
            description = "What a column means, where its name does not say.")
    private List<String> columns = List.of();

    @Override
    public Integer call() throws InterruptedException {
        String called =
                name == null
                        ? String.valueOf(file.getFileName()).replaceFirst("[.][^.]*$", "")
                        : name;
        String path =
                Online.query(
                        "/api/v1/declared",
                        List.of(
                                Map.entry("name", called),
                                Map.entry("team", team),
                                Map.entry("map", String.join(",", columns))));
        return online.ask(server -> {
            JsonNode list =
                    server.post(
                            path,
                            "application/octet-stream",
                            HttpRequest.BodyPublishers.ofFile(file));
            online.show(
                    list,
                    "list %s has %d lines, %d more say nothing by which a credential could be found"
                            .formatted(
                                    list.path("id").asString(""),
                                    list.path("lines").asLong(),
                                    list.path("rejected").asLong()));
        });
    }

    @Command(
            name = "cbom",
            description = {
                "Gives the server a cryptography bill of materials (CycloneDX, JSON) of what you believe you have.",
                "",
                "Its certificates, keys and secrets become a declared list; muster declared tells which of them are"
                        + " there."
            })
    int cbom(
            @Mixin Online online,
            @Parameters(paramLabel = "FILE", description = "The bill.") Path bill,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "What the list is called. Usually the file's name.")
                    String called,
            @Option(
                            names = "--team",
                            paramLabel = "ID",
                            defaultValue = "",
                            description = "Whose list it is.")
                    String owner)
            throws InterruptedException {
        String path =
                Online.query(
                        "/api/v1/imports/cbom",
                        List.of(
                                Map.entry(
                                        "name",
                                        called.isEmpty()
                                                ? String.valueOf(bill.getFileName())
                                                        .replaceFirst("[.][^.]*$", "")
                                                : called),
                                Map.entry("team", owner)));
        return online.ask(server -> {
            JsonNode taken =
                    server.post(
                            path,
                            "application/octet-stream",
                            HttpRequest.BodyPublishers.ofFile(bill));
            online.show(
                    taken,
                    "list %s has %d certificates, keys and secrets; %d say nothing by which one could be found, %d are algorithms or protocols"
                            .formatted(
                                    taken.path("list").asString(""),
                                    taken.path("declared").asLong(),
                                    taken.path("rejected").asLong(),
                                    taken.path("algorithms").asLong()));
        });
    }
}
