package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.export.Clean;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster graph`: what hangs together, and what falls with what.
@Command(
        name = "graph",
        description = {
            "Tells what falls with a key, an authority, a host, an account: with --blast-radius, all of"
                    + " it with the path that says why; without, what stands around it.",
            "",
            "The graph of --format dot is drawn by Graphviz: muster graph … --format dot | dot -Tsvg."
        })
final class GraphCommand implements Callable<Integer> {
    private static final Table FALLEN =
            new Table(
                    List.of(
                            new Table.Column("step", it -> it.path("depth").asString("")),
                            new Table.Column("effect", it -> it.path("effect").asString("")),
                            new Table.Column(
                                    "what", it -> it.path("thing").path("kind").asString("")),
                            new Table.Column("name", it -> it.path("title").asString("")),
                            new Table.Column(
                                    "team", it -> it.path("owner").path("name").asString("")),
                            new Table.Column("why", GraphCommand::why)));

    private static final Table TIES =
            new Table(
                    List.of(
                            new Table.Column("from", it -> named(it.path("from"))),
                            new Table.Column("tie", it -> it.path("kind").asString("")),
                            new Table.Column("to", it -> named(it.path("to")))));

    @Mixin private Online online;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ID|NAME",
            description =
                    "What to begin with: an id, a name, credential:ID, identity:ID, host:NAME or place:TEXT.")
    private String from = "";

    @Option(names = "--blast-radius", description = "Everything that falls with it.")
    private boolean blastRadius;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How many steps, 1 to 8; usually 4. Without --blast-radius 1 or 2.")
    private int depth;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many are listed. Usually ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or dot. Usually ${DEFAULT-VALUE}.")
    private String format = "table";

    @Override
    public Integer call() throws InterruptedException {
        if (!Set.of("table", "json", "dot").contains(format)) {
            throw new IllegalArgumentException("--format is table, json or dot");
        }
        return online.ask(blastRadius ? this::fall : this::around);
    }

    private void fall(RemoteServer server) throws IOException, InterruptedException {
        JsonNode fall =
                server.get(
                        Online.query(
                                "/api/v1/graph/blast-radius",
                                List.of(
                                        Map.entry("from", from),
                                        Map.entry("depth", depth > 0 ? "" + depth : ""),
                                        Map.entry("limit", "" + limit))));
        switch (shown()) {
            case "json" -> online.document(fall);
            case "dot" -> dot(edges(fall));
            default -> {
                online.text(fall, summary(fall));
                online.rows(fall.path("items"), FALLEN);
            }
        }
    }

    private void around(RemoteServer server) throws IOException, InterruptedException {
        JsonNode graph =
                server.get(
                        Online.query(
                                "/api/v1/graph",
                                List.of(
                                        Map.entry("from", from),
                                        Map.entry("depth", depth > 0 ? "" + depth : ""),
                                        Map.entry("limit", "" + Math.min(limit, 500)))));
        switch (shown()) {
            case "json" -> online.document(graph);
            case "dot" ->
                    dot(
                            graph.path("edges")
                                    .valueStream()
                                    .map(it ->
                                            new Edge(
                                                    named(it.path("from")),
                                                    named(it.path("to")),
                                                    it.path("kind").asString("")))
                                    .toList());
            default -> online.rows(graph.path("edges"), TIES);
        }
    }

    private String shown() {
        return online.isJson() ? "json" : format;
    }

    private static String summary(JsonNode fall) {
        StringBuilder text = new StringBuilder("With ");
        text.append(fall.path("from").path("title").asString("")).append(" fall ");
        List<String> totals = new ArrayList<>();
        fall.path("totals")
                .propertyStream()
                .filter(it -> it.getValue().path("number").asLong(0) > 0)
                .forEach(it ->
                        totals.add(
                                (it.getValue().path("isAtLeast").asBoolean(false)
                                                ? "at least "
                                                : "")
                                        + it.getValue().path("number").asString("")
                                        + " "
                                        + plural(it.getKey(), it.getValue())));
        text.append(totals.isEmpty() ? "nothing else" : String.join(", ", totals)).append(".\n");
        breakdown(text, "by effect", fall.path("credentials").path("byEffect"));
        breakdown(text, "by criticality", fall.path("credentials").path("byCriticality"));
        breakdown(text, "by type", fall.path("credentials").path("byType"));
        List<String> teams =
                fall.path("credentials")
                        .path("byTeam")
                        .valueStream()
                        .limit(10)
                        .map(it ->
                                it.path("team").path("name").asString("nobody's")
                                        + " "
                                        + it.path("count").asString(""))
                        .toList();
        if (!teams.isEmpty()) {
            text.append("Credentials by team: ").append(String.join(", ", teams)).append(".\n");
        }
        return text.toString();
    }

    private static String plural(String kind, JsonNode extent) {
        boolean one = extent.path("number").asLong(0) == 1;
        return one
                ? kind
                : kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
    }

    private static void breakdown(StringBuilder text, String title, JsonNode counts) {
        List<String> all =
                counts.propertyStream()
                        .map(it ->
                                (it.getKey().isEmpty() ? "not said" : it.getKey())
                                        + " "
                                        + it.getValue().asString(""))
                        .toList();
        if (!all.isEmpty()) {
            text.append("Credentials ")
                    .append(title)
                    .append(": ")
                    .append(String.join(", ", all))
                    .append(".\n");
        }
    }

    private static String why(JsonNode hit) {
        return hit.path("path")
                .valueStream()
                .map(it -> it.path("tie").asString("") + " " + it.path("title").asString(""))
                .reduce((a, b) -> a + " → " + b)
                .orElse("");
    }

    private static String named(JsonNode thing) {
        return thing.path("kind").asString("") + ":" + thing.path("id").asString("");
    }

    private record Edge(String from, String to, String tie) {}

    /// The ways to what is listed: each step of a path once.
    private static Set<Edge> edges(JsonNode fall) {
        Set<Edge> edges = new LinkedHashSet<>();
        String first = fall.path("from").path("title").asString("");
        for (JsonNode hit : fall.path("items")) {
            String last = first;
            for (JsonNode step : hit.path("path")) {
                String next = step.path("title").asString("");
                edges.add(new Edge(last, next, step.path("tie").asString("")));
                last = next;
            }
        }
        return edges;
    }

    private void dot(Iterable<Edge> edges) {
        PrintWriter out = online.out();
        out.println("digraph muster {");
        out.println("  rankdir=LR; node [shape=box];");
        for (Edge it : edges) {
            out.println(
                    "  %s -> %s [label=%s];"
                            .formatted(quoted(it.from()), quoted(it.to()), quoted(it.tie())));
        }
        out.println("}");
    }

    private static String quoted(String text) {
        return '"' + Clean.terminal(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
