package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster runs`: when somebody looked, and what came of it.
@Command(
        name = "runs",
        description = "Lists the runs of a server, newest first; of one, what it found changed.")
final class RunsCommand implements Callable<Integer> {
    private static final int RUNS_SHOWN = 20;
    private static final int ROWS_SHOWN = 1000;
    private static final Table RUNS =
            Table.of(
                    "id",
                    "source",
                    "state",
                    "started",
                    "counts.seen",
                    "counts.fresh",
                    "counts.known",
                    "counts.rejected",
                    "counts.gone",
                    "counts.back",
                    "counts.unreadable",
                    "message");
    private static final Table CHANGES = Table.of("kind", "title", "role", "place");
    private static final Table REASONS = Table.of("what", "reason");

    /// What of a run is shown.
    enum About {
        changes,
        unreadable,
        rejected
    }

    @Mixin private Online online;

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "The id of one run.")
    private @Nullable String run;

    @Option(
            names = "--source",
            paramLabel = "ID",
            defaultValue = "",
            description = "Runs of this source only.")
    private String source = "";

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            defaultValue = "changes",
            description = "Of one run: changes, unreadable or rejected. Usually ${DEFAULT-VALUE}.")
    private About what = About.changes;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(run == null ? this::all : server -> one(server, run));
    }

    private void all(RemoteServer server) throws IOException, InterruptedException {
        online.list(
                server,
                Online.query("/api/v1/runs", List.of(Map.entry("source", source))),
                RUNS_SHOWN,
                RUNS);
    }

    private void one(RemoteServer server, String id) throws IOException, InterruptedException {
        online.list(
                server,
                "/api/v1/runs/" + Online.segment(id) + "/" + what,
                ROWS_SHOWN,
                what == About.changes ? CHANGES : REASONS);
    }
}
