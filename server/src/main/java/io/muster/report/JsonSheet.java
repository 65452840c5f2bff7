package io.muster.report;

import io.muster.http.Json;
import io.muster.seal.Form;
import io.muster.seal.SealedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report as one JSON object: a member a table, a row a line.
final class JsonSheet implements Sheet {
    private final SealedWriter out;
    private List<String> columns = List.of();
    private long rows;
    private String before = "";
    private boolean open;

    JsonSheet(OutputStream out) {
        this.out = new SealedWriter(out, Form.JSON);
    }

    @Override
    public void head(String title, Map<String, String> facts) throws IOException {
        out.line("{");
        out.line("\"title\":" + text(title) + ",");
        out.line("\"about\":" + text(facts) + ",");
    }

    @Override
    public void table(String name, String title, String about, List<String> columns)
            throws IOException {
        close();
        this.columns = columns;
        rows = 0;
        out.part(name);
        out.line("\"" + name + "\":[");
        open = true;
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", rows + 1);
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        flush(",");
        rows++;
        before = text(row);
    }

    /// Everything beyond ASCII is written as an escape, so that no terminal and no editor can be
    /// tricked by what a certificate says.
    private static String text(Object value) {
        String text = Json.text(value);
        if (text.chars().allMatch(it -> it < 0x7f)) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(it -> {
                    if (it < 0x7f) {
                        ascii.append((char) it);
                    } else {
                        ascii.append("\\u%04x".formatted(it));
                    }
                });
        return ascii.toString();
    }

    private void flush(String end) throws IOException {
        if (!before.isEmpty()) {
            out.row(rows, before + end);
            before = "";
        }
    }

    private void close() throws IOException {
        if (open) {
            flush("");
            out.line("],");
            open = false;
        }
    }

    @Override
    public void end(String kind, Instant made, SealedWriter.Signer signer) throws IOException {
        close();
        out.seal(kind, made, signer);
    }
}
