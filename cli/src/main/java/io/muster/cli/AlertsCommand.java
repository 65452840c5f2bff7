package io.muster.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster alerts`: what somebody must know.
@Command(
        name = "alerts",
        description = "Shows what somebody must know, and whether it reached them.")
final class AlertsCommand {
    private static final String PATH = "/api/v1/alerts";
    private static final String CHANNELS = "/api/v1/channels";
    private static final int ROWS_SHOWN = 100;
    private static final Table ALERTS =
            Table.of("id", "severity", "state", "kind", "team", "raised", "message");
    private static final Table WAYS =
            Table.of(
                    "name",
                    "kind",
                    "destination",
                    "waiting",
                    "failed",
                    "lastSent",
                    "lastFailed",
                    "trouble");

    @Command(name = "list", description = "Lists alerts, newest first.")
    int list(
            @Mixin Online online,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "",
                            description =
                                    "Only these: pending, sent, failed, unrouted or acknowledged.")
                    String state,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            defaultValue = "",
                            description = "Only of this kind, such as expiry.")
                    String kind,
            @Parameters(
                            paramLabel = "TEXT",
                            arity = "0..1",
                            defaultValue = "",
                            description = "A part of the title or the message.")
                    String text)
            throws InterruptedException {
        return online.ask(server ->
                online.list(
                        server,
                        Online.query(
                                PATH,
                                List.of(
                                        Map.entry("state", state),
                                        Map.entry("kind", kind),
                                        Map.entry("q", text))),
                        ROWS_SHOWN,
                        ALERTS));
    }

    @Command(
            name = "ack",
            description = "Says that somebody knows: it escalates no further, nor do earlier ones.")
    int acknowledge(
            @Mixin Online online,
            @Parameters(paramLabel = "ID", description = "The alert's id, as the list has it.")
                    String id)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode _ = server.post(PATH + "/" + Online.segment(id) + "/acknowledge");
            online.done("alert " + id + " is acknowledged");
        });
    }

    @Command(
            name = "channels",
            description = "Lists the ways by which alerts leave, and how each did.")
    int channels(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> online.whole(server, CHANNELS, WAYS));
    }

    @Command(
            name = "test",
            description = "Sends a message that says it is a test, and tells whether it was taken.",
            exitCodeListHeading = "x",
            exitCodeList = {"0:it was taken", "2:it was not; one line says why"})
    int test(
            @Mixin Online online,
            @Parameters(paramLabel = "CHANNEL", description = "Its name in the configuration.")
                    String channel,
            @Option(
                            names = "--to",
                            paramLabel = "ADDRESS",
                            defaultValue = "",
                            description = "Of mail: to whom.")
                    String to)
            throws InterruptedException {
        return online.ask(server -> {
            JsonNode answer =
                    server.post(
                            CHANNELS + "/" + Online.segment(channel) + "/test",
                            to.isEmpty() ? Map.of() : Map.of("receiver", to));
            if (!answer.path("delivered").asBoolean(false)) {
                throw new IOException(
                        "channel %s: %s".formatted(channel, answer.path("trouble").asString("")));
            }
            online.show(answer, "channel " + channel + " took it");
        });
    }
}
