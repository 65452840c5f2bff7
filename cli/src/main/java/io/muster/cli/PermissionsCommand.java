package io.muster.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster permissions`: what a machine may do, now and before.
@Command(
        name = "permissions",
        description =
                "Lists what an identity may do, and what it gained and lost between two times, as sources tell.")
final class PermissionsCommand implements Callable<Integer> {
    private static final int MOST = 10_000;
    private static final Table TABLE =
            Table.of("change", "right", "resource", "since", "until", "source", "place");

    @Mixin private Online online;

    @Parameters(paramLabel = "ID", description = "The id of the identity.")
    private String id;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "A day or a moment; 90 days before --to when absent.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "A day or a moment; now when absent.")
    private @Nullable String to;

    @Option(
            names = "--change",
            paramLabel = "CHANGE",
            description = "gained, lost, changed or kept alone; all when absent.")
    private @Nullable String change;

    @Override
    public Integer call() throws InterruptedException {
        String path =
                Online.query(
                        "/api/v1/identities/" + Online.segment(id) + "/permissions",
                        List.of(
                                Map.entry("from", from == null ? "" : from),
                                Map.entry("to", to == null ? "" : to),
                                Map.entry("change", change == null ? "" : change)));
        return online.ask(server -> online.list(server, path, MOST, TABLE));
    }
}
