package io.muster.cli;

import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        return online.ask(server -> {
            if (output == null) {
                PrintWriter out = online.out();
                server.download(
                        path,
                        content -> {
                            Reader text = new InputStreamReader(content, StandardCharsets.UTF_8);
                            text.transferTo(out);
                            out.flush();
                        });
            } else {
                Path target = output.toAbsolutePath();
                Path beside = target.resolveSibling("." + target.getFileName() + ".part");
                try {
                    server.download(
                            path,
                            content ->
                                    Files.copy(
                                            content, beside, StandardCopyOption.REPLACE_EXISTING));
                    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(beside);
                }
            }
        });
    }
}
