package io.muster.cli;

import io.muster.catalog.Sources;
import io.muster.export.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `muster sources`: what can be pointed at, and what a server looks at again and again.
@Command(
        name = "sources",
        description = {
            "Lists what a scan can look at, and how to write it.",
            "",
            "The commands below it are about the sources of a server: what it looks at again and again."
        })
final class SourcesCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/sources";
    private static final Table TABLE =
            Table.of(
                    "id",
                    "kind",
                    "freshness",
                    "schedule",
                    "expectedEvery",
                    "lastRun.state",
                    "lastRun.started",
                    "nextDue",
                    "targets");

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    Json.text(
                            Sources.KINDS.stream()
                                    .map(it ->
                                            Map.of(
                                                    "name", it.name(),
                                                    "summary", it.summary(),
                                                    "targets", it.targets()))
                                    .toList()));
        } else {
            Sources.KINDS.forEach(it ->
                    out.printf(
                            "%-6s %s%n       %s%n",
                            it.name(), it.summary(), String.join("   ", it.targets())));
        }
        return ScanCommand.FINE;
    }

    @Command(name = "list", description = "Lists the server's sources and how fresh they are.")
    int list(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> online.whole(server, PATH, TABLE));
    }

    @Command(name = "add", description = "Makes a source: the server looks at it from now on.")
    int add(
            @Mixin Online online,
            @Option(
                            names = "--id",
                            required = true,
                            paramLabel = "ID",
                            description = "Its name: small letters, digits, dots and hyphens.")
                    String id,
            @Option(
                            names = "--every",
                            paramLabel = "SCHEDULE",
                            defaultValue = "every 1d",
                            description =
                                    "When: 'every 6h', 'continuous', or five fields of cron. Usually '${DEFAULT-VALUE}'.")
                    String schedule,
            @Option(
                            names = "--expected-every",
                            paramLabel = "TIME",
                            description = {
                                "How long it may complete no run before that is a finding: 90min, 36h, 2d."
                                        + " Usually twice the longest gap of the schedule."
                            })
                    @Nullable String expectedEvery,
            @Parameters(
                            paramLabel = "TARGET",
                            arity = "1..*",
                            description = "What it looks at, as muster scan takes it.")
                    List<String> targets)
            throws InterruptedException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("id", id);
        wish.put("targets", targets);
        wish.put("schedule", schedule);
        if (expectedEvery != null) {
            wish.put("expectedEvery", expectedEvery);
        }
        return online.ask(server ->
                online.show(
                        server.post(PATH, wish),
                        "source %s is there; it is run now".formatted(id)));
    }

    @Command(name = "remove", description = "Removes a source; what it alone saw becomes gone.")
    int remove(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The source.") String id)
            throws InterruptedException {
        String path = PATH + "/" + Online.segment(id);
        return online.ask(server -> {
            JsonNode source = server.get(path);
            String version = "\"" + source.path("version").asLong() + "\"";
            JsonNode _ = server.delete(path, Map.of("If-Match", version));
            online.done("source " + id + " is removed");
        });
    }

    @Command(name = "run", description = "Lets the server look at a source now.")
    int run(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The source.") String id)
            throws InterruptedException {
        return online.ask(server ->
                online.show(
                        server.post(PATH + "/" + Online.segment(id) + "/runs"),
                        "source %s is being looked at; muster runs --source %s tells how it went"
                                .formatted(id, id)));
    }
}
