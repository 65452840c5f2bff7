package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is asked of a list that can be searched.
final class ListOptions {

    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description =
                    "What to look for, such as kind:service 'expires<30d' owner:none; everything when absent.")
    private List<String> words = List.of();

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            defaultValue = "",
            description = "By this column; with - in front, the largest first.")
    private String sort = "";

    @Mixin private RowLimit limit;

    String query() {
        return String.join(" ", words);
    }

    String sort() {
        return sort;
    }

    /// Shows the list at `path`.
    void show(Online online, RemoteServer server, String path, Table table)
            throws IOException, InterruptedException {
        String asked =
                Online.query(path, List.of(Map.entry("q", query()), Map.entry("sort", sort)));
        online.list(server, asked, limit.rows(), table);
    }
}
