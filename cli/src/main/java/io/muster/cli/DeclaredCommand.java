package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster declared`: lists of what teams believe they have, against what is there.
@Command(
        name = "declared",
        description = "Lists declared lists; of one, its difference to what is there.")
final class DeclaredCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/declared";
    private static final Table LISTS =
            Table.of(
                    "id",
                    "team.name",
                    "lines",
                    "known",
                    "unknown",
                    "missing",
                    "repeated",
                    "rejected",
                    "compared",
                    "name");
    private static final Table LINES =
            Table.of("line", "declared", "place", "declaredOwner", "rule", "credential.title");
    private static final Table UNKNOWN =
            Table.of("credential.type", "credential.title", "credential.id");
    private static final Table TREND = Table.of("at", "known", "unknown", "missing");

    /// What of a list is shown.
    enum About {
        missing,
        unknown,
        known,
        repeated,
        trend
    }

    @Mixin private Online online;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "One list.")
    private @Nullable String id;

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            defaultValue = "missing",
            description =
                    "Of one list: missing, unknown, known, repeated or trend. Usually ${DEFAULT-VALUE}.")
    private About what = About.missing;

    @Mixin private RowLimit limit;

    @Override
    public Integer call() throws InterruptedException {
        String list = id;
        return online.ask(
                list == null
                        ? server -> online.whole(server, PATH, LISTS)
                        : server -> one(server, list));
    }

    private void one(RemoteServer server, String list) throws IOException, InterruptedException {
        String path = PATH + "/" + Online.segment(list);
        switch (what) {
            case trend -> online.whole(server, path + "/trend", TREND);
            case unknown ->
                    online.list(server, path + "/items?kind=unknown", limit.rows(), UNKNOWN);
            case missing, known, repeated ->
                    online.list(server, path + "/items?kind=" + what, limit.rows(), LINES);
        }
    }
}
