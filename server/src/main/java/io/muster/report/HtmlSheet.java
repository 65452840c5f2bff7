package io.muster.report;

import io.muster.seal.Form;
import io.muster.seal.SealedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A report as HTML that is XML as well, without scripts and without anything from elsewhere.
/// Whatever a credential says is text in it.
final class HtmlSheet implements Sheet {
    private final SealedWriter out;
    private final long rowsMax;
    private List<String> columns = List.of();
    private String name = "";
    private long rows;
    private boolean open;

    /// @param rowsMax how many rows a table has at most; it says so where there are more
    HtmlSheet(OutputStream out, long rowsMax) {
        this.out = new SealedWriter(out, Form.HTML);
        this.rowsMax = rowsMax;
    }

    @Override
    public void head(String title, Map<String, String> facts) throws IOException {
        out.line("<!DOCTYPE html>");
        out.line("<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">");
        out.line("<head><meta charset=\"utf-8\"/><title>" + escaped(title) + "</title><style>");
        for (String line : style().split("\n", -1)) {
            out.line(line);
        }
        out.line("</style></head>");
        out.line("<body>");
        out.line("<h1>" + escaped(title) + "</h1>");
        out.line("<dl>");
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            out.line(
                    "<dt>%s</dt><dd>%s</dd>"
                            .formatted(escaped(fact.getKey()), escaped(fact.getValue())));
        }
        out.line("</dl>");
    }

    @Override
    public void table(String name, String title, String about, List<String> columns)
            throws IOException {
        close();
        this.name = name;
        this.columns = columns;
        rows = 0;
        open = true;
        out.part(name);
        out.line("<section id=\"" + name + "\">");
        out.line("<h2>" + escaped(title) + "</h2>");
        out.line("<p>" + escaped(about) + "</p>");
        out.line(
                "<table><thead><tr><th>#</th>"
                        + columns.stream()
                                .map(it -> "<th>" + escaped(spoken(it)) + "</th>")
                                .collect(Collectors.joining())
                        + "</tr></thead><tbody>");
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        rows++;
        if (rows > rowsMax) {
            return;
        }
        StringBuilder row =
                new StringBuilder("<tr id=\"%s-%d\"><td>%d</td>".formatted(name, rows, rows));
        for (int i = 0; i < columns.size(); i++) {
            row.append("<td>").append(escaped(text(cells.get(i)))).append("</td>");
        }
        out.row(rows, row.append("</tr>").toString());
    }

    private void close() throws IOException {
        if (open) {
            // A table without rows would not be one.
            if (rows == 0) {
                out.line("<tr><td colspan=\"%d\">none</td></tr>".formatted(columns.size() + 1));
            }
            out.line("</tbody></table>");
            if (rows > rowsMax) {
                out.line(
                        "<p>%d more rows are in the JSON of this report.</p>"
                                .formatted(rows - rowsMax));
            }
            out.line("</section>");
            open = false;
        }
    }

    @Override
    public void end(String kind, Instant made, SealedWriter.Signer signer) throws IOException {
        close();
        out.line("<p>Sealed by " + escaped(signer.key().toString()) + "</p>");
        out.seal(kind, made, signer);
    }

    private static String text(Object cell) {
        return cell instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(cell);
    }

    /// `notAfter` as `not after`.
    private static String spoken(String column) {
        return column.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /// As text of HTML and XML. Characters that XML does not have, or that change the direction of
    /// what follows, become visible.
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(it -> {
                    switch (it) {
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '&' -> escaped.append("&amp;");
                        case '"' -> escaped.append("&quot;");
                        case '\'' -> escaped.append("&#39;");
                        default -> {
                            if (isUnsafe(it)) {
                                escaped.append("\\u{%x}".formatted(it));
                            } else {
                                escaped.appendCodePoint(it);
                            }
                        }
                    }
                });
        return escaped.toString();
    }

    private static boolean isUnsafe(int it) {
        return it < 0x20
                || (it >= 0x7f && it <= 0x9f)
                || (it >= 0xd800 && it <= 0xdfff)
                || (it & 0xffff) >= 0xfffe
                || Character.getType(it) == Character.FORMAT
                || Character.getType(it) == Character.LINE_SEPARATOR
                || Character.getType(it) == Character.PARAGRAPH_SEPARATOR;
    }

    private static String style() {
        try (var in = HtmlSheet.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file report.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
