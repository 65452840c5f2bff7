package io.muster.cli;

import io.muster.catalog.Sources;
import io.muster.export.Json;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `muster sources`: what can be pointed at.
@Command(name = "sources", description = "Lists what a scan can look at, and how to write it.")
final class SourcesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    Json.text(
                            Sources.KINDS.stream()
                                    .map(it ->
                                            Map.of(
                                                    "name", it.name(),
                                                    "summary", it.summary(),
                                                    "targets", it.targets()))
                                    .toList()));
        } else {
            Sources.KINDS.forEach(it ->
                    out.printf(
                            "%-6s %s%n       %s%n",
                            it.name(), it.summary(), String.join("   ", it.targets())));
        }
        return ScanCommand.FINE;
    }
}
