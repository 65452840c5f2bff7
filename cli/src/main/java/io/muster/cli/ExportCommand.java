package io.muster.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster export`: every credential of a search, as a file.
@Command(
        name = "export",
        description = "Writes every credential that a search finds, as CSV or JSON.")
final class ExportCommand implements Callable<Integer> {

    @Mixin private Online online;

    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description = "What to look for; everything when absent.")
    private List<String> words = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv or json. Usually ${DEFAULT-VALUE}.")
    private String format = "csv";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write it there instead of standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() throws InterruptedException {
        String path =
                Online.query(
                        "/api/v1/export/credentials",
                        List.of(
                                Map.entry("q", String.join(" ", words)),
                                Map.entry("format", format)));
        return online.ask(server -> online.download(server, path, output));
    }
}
