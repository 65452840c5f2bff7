package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `muster metrics`: how the program stands.
@Command(
        name = "metrics",
        description = {
            "Shows the six figures of the program with their targets and alert lines; of one, how it"
                    + " went day by day.",
            "",
            "A figure that nobody can tell is unknown, and why is said.",
            "",
            "'posture' shows nine axes of the estate from 0 to 100 with what each is made of; 'growth'"
                    + " machines for each person, and how each type grows, with a forecast.",
            "",
            "'posture --answer owned=80' shows the same axes by what you believe, for who has scanned nothing"
                    + " yet; without a value, what can be answered: 'posture --estimate'."
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

    private static final Table AXES =
            new Table(
                    List.of(
                            new Table.Column("axis", it -> it.path("id").asString("")),
                            new Table.Column("value", it -> value(it, "")),
                            new Table.Column("what to do", it -> it.path("advice").asString(""))));

    private static final Table INPUTS =
            new Table(
                    List.of(
                            new Table.Column("input", it -> "  " + it.path("id").asString("")),
                            new Table.Column("value", it -> value(it, "")),
                            new Table.Column("good", it -> it.path("part").asString("")),
                            new Table.Column("of", it -> it.path("whole").asString("")),
                            new Table.Column(
                                    "what is counted",
                                    it ->
                                            it.path("unknown")
                                                    .asString(it.path("counts").asString("")))));

    private static final Table GROWN =
            new Table(
                    List.of(
                            new Table.Column("of", it -> it.path("of").asString("")),
                            new Table.Column("what", it -> it.path("id").asString("")),
                            new Table.Column("now", it -> it.path("now").asString("")),
                            new Table.Column("change", it -> it.path("change").asString("")),
                            new Table.Column("forecast", MetricsCommand::forecast)));

    @Spec private CommandSpec spec;

    @Mixin private Online online;

    @Parameters(
            paramLabel = "METRIC",
            arity = "0..1",
            description =
                    "The id of one, such as orphans: how it went in the last 90 days; or posture, growth.")
    private @Nullable String metric;

    @Option(
            names = "--team",
            paramLabel = "ID",
            description =
                    "Only what this team and those below it own; all that you may see when it is not given.")
    private @Nullable String team;

    @Option(
            names = "--estimate",
            description = "With posture: by what you answer, not by what was found.")
    private boolean estimate;

    @Option(
            names = "--answer",
            paramLabel = "INPUT=SHARE",
            split = ",",
            description = "With posture: what you believe, from 0 to 100; repeatable.")
    private Map<String, String> answers = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        String one = metric;
        if ((estimate || !answers.isEmpty()) && !"posture".equals(one)) {
            throw new ParameterException(
                    spec.commandLine(), "--estimate and --answer belong to 'posture'");
        }
        return switch (one) {
            case null -> online.ask(server -> online.whole(server, asked(PATH), FIGURES));
            case "posture" -> online.ask(this::posture);
            case "growth" -> online.ask(this::growth);
            default -> online.ask(server -> series(server, one));
        };
    }

    private void posture(RemoteServer server) throws IOException, InterruptedException {
        JsonNode radar =
                server.get(
                        estimate || !answers.isEmpty()
                                ? estimated()
                                : asked("/api/v1/metrics/posture"));
        if (online.isJson()) {
            online.document(radar);
            return;
        }
        online.rows(radar.path("items"), AXES);
        for (JsonNode axis : radar.path("items")) {
            online.show(axis, "");
            online.show(axis, axis.path("title").asString(""));
            online.rows(axis.path("inputs"), INPUTS);
        }
    }

    private String estimated() {
        String said =
                answers.entrySet().stream()
                        .map(it -> it.getKey() + ":" + it.getValue())
                        .collect(Collectors.joining(","));
        return Online.query(
                "/api/v1/metrics/posture-assessment", List.of(Map.entry("answers", said)));
    }

    private void growth(RemoteServer server) throws IOException, InterruptedException {
        JsonNode growth = server.get(asked("/api/v1/metrics/growth"));
        if (online.isJson()) {
            online.document(growth);
            return;
        }
        online.show(
                growth,
                growth.path("ratio").isNumber()
                        ? "%s machines for each person (people: %s)."
                                .formatted(
                                        number(growth.path("ratio")),
                                        growth.path("peopleFrom").asString(""))
                        : "Machines for each person: not known; people: "
                                + growth.path("peopleFrom").asString(""));
        online.rows(growth.path("items"), GROWN);
        online.show(growth, growth.path("assumption").asString(""));
    }

    private void series(RemoteServer server, String id) throws IOException, InterruptedException {
        online.whole(server, asked(PATH + "/" + Online.segment(id) + "/series"), DAYS);
    }

    private String asked(String path) {
        return Online.query(path, List.of(Map.entry("team", team == null ? "" : team)));
    }

    private static String forecast(JsonNode grown) {
        JsonNode it = grown.path("forecast");
        return it.isObject()
                ? "%s in %s days (%s to %s)"
                        .formatted(
                                it.path("value").asString(""),
                                it.path("days").asString(""),
                                it.path("low").asString(""),
                                it.path("high").asString(""))
                : grown.path("unknown").asString("");
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
