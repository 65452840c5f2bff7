package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster compliance`: how the estate stands to what standards ask for.
@Command(
        name = "compliance",
        description = {
            "Shows how many controls of each framework are met; of one framework its controls; of one control its"
                    + " evidence and the queries behind it.",
            "",
            "What cannot be computed is said, and why."
        })
final class ComplianceCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/compliance";
    private static final Table FRAMEWORKS =
            Table.of("id", "controls", "met", "partlyMet", "notMet", "notComputed", "edition");
    private static final Table CONTROLS = Table.of("slug", "status", "requirement");

    @Mixin private Online online;

    @Parameters(
            paramLabel = "FRAMEWORK",
            index = "0",
            arity = "0..1",
            description = "Such as dora or pci-dss.")
    private @Nullable String framework;

    @Parameters(
            paramLabel = "CONTROL",
            index = "1",
            arity = "0..1",
            description = "One of its controls, such as art-7-4.")
    private @Nullable String control;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(server -> {
            if (framework == null) {
                online.whole(server, PATH, FRAMEWORKS);
            } else if (control == null) {
                online.whole(server, PATH + "/" + Online.segment(framework), CONTROLS);
            } else {
                one(server, PATH + "/" + Online.segment(framework) + "/" + Online.segment(control));
            }
        });
    }

    private void one(RemoteServer server, String path) throws IOException, InterruptedException {
        JsonNode it = server.get(path);
        StringBuilder text = new StringBuilder();
        text.append(
                "%s %s: %s\n"
                        .formatted(word(it, "frameworkName"), word(it, "id"), word(it, "status")));
        text.append(word(it, "requirement")).append("\n");
        for (JsonNode piece : it.path("evidence")) {
            text.append("\n%-7s  %s\n".formatted(word(piece, "state"), word(piece, "title")));
            if (piece.path("found").isNumber()) {
                text.append(
                        "         %s%s of %s%s\n"
                                .formatted(
                                        atLeast(piece, "foundIsAtLeast"),
                                        word(piece, "found"),
                                        atLeast(piece, "ofIsAtLeast"),
                                        word(piece, "of")));
            }
            if (piece.has("q")) {
                text.append("         %s: %s\n".formatted(word(piece, "list"), word(piece, "q")));
            }
            for (JsonNode row : piece.path("rows")) {
                text.append("           %s  %s\n".formatted(word(row, "title"), word(row, "says")));
            }
        }
        if (it.has("cannot")) {
            text.append("\nnot computed: ").append(word(it, "cannot")).append("\n");
        }
        online.text(it, text.toString());
    }

    private static String word(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static String atLeast(JsonNode node, String name) {
        return node.path(name).asBoolean(false) ? "at least " : "";
    }
}
