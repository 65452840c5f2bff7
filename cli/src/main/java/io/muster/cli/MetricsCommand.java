package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster metrics`: how the program stands.
@Command(
        name = "metrics",
        description = {
            "Shows the six figures of the program with their targets and alert lines; of one, how it"
                    + " went day by day.",
            "",
            "A figure that nobody can tell is unknown, and why is said."
        })
final class MetricsCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/metrics/program";

    private static final Table FIGURES =
            new Table(
                    List.of(
                            new Table.Column("metric", it -> it.path("id").asString("")),
                            new Table.Column("value", it -> value(it, unit(it))),
                            new Table.Column("target", MetricsCommand::target),
                            new Table.Column("alert", MetricsCommand::alert),
                            new Table.Column("state", it -> it.path("state").asString("")),
                            new Table.Column("", it -> it.path("unknown").asString(""))));

    private static final Table DAYS =
            new Table(
                    List.of(
                            new Table.Column("day", it -> day(it.path("day").asString(""))),
                            new Table.Column("value", it -> value(it, "")),
                            new Table.Column("state", it -> it.path("state").asString("")),
                            new Table.Column("part", it -> it.path("part").asString("")),
                            new Table.Column("whole", it -> it.path("whole").asString(""))));

    @Mixin private Online online;

    @Parameters(
            paramLabel = "METRIC",
            arity = "0..1",
            description = "The id of one, such as orphans: how it went in the last 90 days.")
    private @Nullable String metric;

    @Override
    public Integer call() throws InterruptedException {
        String one = metric;
        return online.ask(
                one == null
                        ? server -> online.whole(server, PATH, FIGURES)
                        : server -> series(server, one));
    }

    private void series(RemoteServer server, String id) throws IOException, InterruptedException {
        online.whole(server, PATH + "/" + Online.segment(id) + "/series", DAYS);
    }

    private static String day(String instant) {
        return instant.substring(0, Math.min("2026-11-22".length(), instant.length()));
    }

    private static String unit(JsonNode figure) {
        return figure.path("unit").asString("").equals("percent") ? " %" : "";
    }

    private static String value(JsonNode figure, String unit) {
        return figure.path("value").isNumber() ? number(figure.path("value")) + unit : "unknown";
    }

    private static String target(JsonNode figure) {
        String target = number(figure.path("target")) + unit(figure);
        boolean none = figure.path("target").asInt(0) == 0;
        return none ? target : figure.path("wanted").asString("") + " " + target;
    }

    private static String alert(JsonNode figure) {
        boolean above = figure.path("wanted").asString("").equals("above");
        return (above ? "below " : "above ") + number(figure.path("alert")) + unit(figure);
    }

    /// `12`, `97.3`: no decimals that say nothing.
    private static String number(JsonNode number) {
        return number.asString("").replaceFirst("[.]0+$", "");
    }
}
