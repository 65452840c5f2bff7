package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `muster coverage`: what was looked at in time, and what nobody has seen.
@Command(
        name = "coverage",
        description =
                "Shows how many known places were looked at in time, and estimates by type how many"
                        + " credentials no source has seen, with the interval and what it assumes.")
final class CoverageCommand implements Callable<Integer> {
    private static final Table UNSEEN =
            new Table(
                    List.of(
                            new Table.Column("type", it -> it.path("type").asString("")),
                            new Table.Column("seen", it -> it.path("seen").asString("")),
                            new Table.Column("estimate", it -> it.path("estimate").asString("")),
                            new Table.Column("low", it -> it.path("low").asString("")),
                            new Table.Column("high", it -> it.path("high").asString("")),
                            new Table.Column("reading", it -> it.path("reading").asString(""))));

    @Mixin private Online online;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(this::show);
    }

    private void show(RemoteServer server) throws IOException, InterruptedException {
        JsonNode coverage = server.get("/api/v1/coverage");
        if (online.isJson()) {
            online.document(coverage);
            return;
        }
        String share = coverage.path("value").asString("");
        online.show(
                coverage,
                share.isEmpty()
                        ? "No place is known yet."
                        : "%s of %s known places were looked at in time: %s %%."
                                .formatted(
                                        coverage.path("inTime").asString(""),
                                        coverage.path("places").asString(""),
                                        share));
        online.rows(coverage.path("unseen"), UNSEEN);
        online.show(coverage, coverage.path("assumption").asString(""));
    }
}
