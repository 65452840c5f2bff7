package io.muster.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster pqc`: how credentials stand to quantum computers, and by when.
@Command(
        name = "pqc",
        description = {
            "Lists credentials with a key, and by when each must have been replaced: by NIST IR 8547 (a draft) and by"
                    + " CNSA 2.0.",
            "",
            "What a search finds; everything when there is none."
        })
final class PqcCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/pqc";
    private static final Table ASSETS =
            Table.of(
                    "title",
                    "algorithm",
                    "standing",
                    "deprecated",
                    "disallowed",
                    "cnsaExclusive",
                    "notAfter",
                    "outlives",
                    "category");
    private static final Table CLASSES = Table.of("strength", "credentials", "q");

    @Mixin private Online online;

    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description = "What to look for; everything when absent.")
    private List<String> words = List.of();

    @Option(names = "--summary", description = "How many stand how, instead.")
    private boolean summary;

    @Mixin private RowLimit limit;

    @Override
    public Integer call() throws InterruptedException {
        return online.ask(server -> {
            if (summary) {
                online.whole(server, PATH + "/summary", CLASSES);
            } else {
                online.list(
                        server,
                        Online.query(PATH, List.of(Map.entry("q", String.join(" ", words)))),
                        limit.rows(),
                        ASSETS);
            }
        });
    }
}
