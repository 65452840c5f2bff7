package io.muster.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.muster.seal.Form;
import io.muster.seal.SealedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A report as PDF, laid out from its HTML in memory: tables end after a thousand rows and say so.
final class PdfSheet implements Sheet {
    private static final long ROWS_MAX = 1000;
    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final OutputStream out;
    private final ByteArrayOutputStream html = new ByteArrayOutputStream();
    private final HtmlSheet sheet = new HtmlSheet(html, ROWS_MAX);

    PdfSheet(OutputStream out) {
        this.out = out;
    }

    @Override
    public void head(String title, Map<String, String> facts) throws IOException {
        sheet.head(title, facts);
    }

    @Override
    public void table(String name, String title, String about, List<String> columns)
            throws IOException {
        sheet.table(name, title, about, columns);
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        sheet.row(cells);
    }

    @Override
    public void end(String kind, Instant made, SealedWriter.Signer signer) throws IOException {
        sheet.end(kind, made, signer);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        // Nothing is fetched from anywhere, whatever the HTML says.
        builder.useUriResolver((_, _) -> "");
        builder.useFont(PdfSheet::font, "Liberation Sans");
        builder.withHtmlContent(html.toString(StandardCharsets.UTF_8), "");
        builder.withProducer("muster");
        builder.toStream(pdf);
        builder.run();
        byte[] bytes = pdf.toByteArray();
        SealedWriter sealed = new SealedWriter(out, Form.PDF);
        sealed.bytes(bytes);
        if (bytes[bytes.length - 1] != '\n') {
            sealed.bytes(new byte[] {'\n'});
        }
        sealed.seal(kind, made, signer);
    }

    private static InputStream font() {
        InputStream font = PdfSheet.class.getResourceAsStream(FONT);
        if (font == null) {
            throw new IllegalStateException("the program lacks its font");
        }
        return font;
    }
}
