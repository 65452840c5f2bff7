package io.muster.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/// A row for spreadsheets (RFC 4180): no cell can be read as a formula.
///
/// @param cells text from anywhere
public record CsvRow(List<String> cells) {
    public CsvRow {
        cells = List.copyOf(cells);
    }

    /// Writes the row and ends its line.
    public void write(Writer out) throws IOException {
        out.write(cells.stream().map(CsvRow::quoted).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String quoted(String cell) {
        String clean = Clean.cell(cell);
        boolean plain = clean.chars().noneMatch(it -> it == ',' || it == '"' || it == ';');
        return plain ? clean : '"' + clean.replace("\"", "\"\"") + '"';
    }
}
