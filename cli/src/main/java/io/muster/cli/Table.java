package io.muster.cli;

import io.muster.export.Clean;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// How rows of the API are shown to people: in columns as wide as what is in them, the last one cut
/// where the terminal ends.
record Table(List<Column> columns) {
    private static final int WIDTH_MAX = 60;
    private static final String BETWEEN = "  ";
    private static final Set<String> NAMING = Set.of("name", "title", "id");

    Table {
        columns = List.copyOf(columns);
    }

    /// @param text what a row has in it
    record Column(String name, Function<JsonNode, String> text) {}

    /// Columns by their paths in the JSON, such as `lastRun.state`.
    static Table of(String... paths) {
        List<Column> columns = new ArrayList<>();
        for (String path : paths) {
            columns.add(new Column(heading(path), at(path)));
        }
        return new Table(columns);
    }

    /// The last name of a path; what names the thing above it is headed by that: `owner.name` is
    /// the owner.
    private static String heading(String path) {
        String[] names = path.split("\\.", -1);
        String last = names[names.length - 1];
        return names.length > 1 && NAMING.contains(last) ? names[names.length - 2] : last;
    }

    private static Function<JsonNode, String> at(String path) {
        String[] names = path.split("\\.", -1);
        return row -> {
            JsonNode node = row;
            for (String name : names) {
                node = node.path(name);
            }
            return text(node);
        };
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(it -> it.isObject() ? it.path("name").asString("") : text(it))
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }
        String text = node.asString("");
        // Seconds are exact enough for people.
        return text.matches("[0-9-]{10}T[0-9:]{8}([.][0-9]+)?Z")
                ? text.substring(0, 10) + " " + text.substring(11, 19)
                : text;
    }

    void print(Listed listed, Terminal terminal) {
        PrintWriter out = terminal.out();
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::name).toList());
        for (JsonNode row : listed.rows()) {
            rows.add(columns.stream().map(it -> Clean.terminal(it.text().apply(row))).toList());
        }
        int[] widths = widths(rows);
        int room = terminal.outWatched() ? terminal.columns() : Integer.MAX_VALUE;
        for (List<String> row : rows) {
            out.println(line(row, widths, room));
        }
        if (listed.more()) {
            out.println(
                    "… %d of %s%d; --limit N shows more"
                            .formatted(
                                    listed.rows().size(),
                                    listed.atLeast() ? "at least " : "",
                                    listed.total()));
        }
    }

    private int[] widths(List<List<String>> rows) {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.min(WIDTH_MAX, Math.max(widths[i], row.get(i).length()));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths, int room) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            String cell = last ? row.get(i) : cut(row.get(i), widths[i]);
            line.append(cell);
            if (!last) {
                line.repeat(' ', widths[i] - cell.length()).append(BETWEEN);
            }
        }
        return cut(line.toString().stripTrailing(), room);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
