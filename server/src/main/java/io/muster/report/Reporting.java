package io.muster.report;

import io.muster.compliance.Book;
import io.muster.compliance.Catalogue;
import io.muster.compliance.Framework;
import io.muster.export.Bill;
import io.muster.export.CycloneDxWriter;
import io.muster.inventory.Viewer;
import io.muster.inventory.figures.Statistics;
import io.muster.inventory.search.Search;
import io.muster.monitor.Program;
import io.muster.reviews.Campaign;
import io.muster.reviews.Reviews;
import io.muster.seal.Form;
import io.muster.seal.SealedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes reports of what is known now.
///
/// @param issuer whose estate it is: the name of the server
/// @param version of Muster
public record Reporting(
        Sources sources, SealedWriter.Signer signer, String issuer, String version) {

    /// What reports are made of.
    public record Sources(
            Catalogue catalogue,
            Book book,
            Program program,
            Statistics statistics,
            Search search,
            Estate estate) {}

    /// What reports are checked with: name, id and public key.
    public String key() {
        return signer.key().toString();
    }

    /// Writes a report and seals it.
    ///
    /// @param by who asked for it
    /// @param out left open
    public void write(Kind kind, Format format, Instant now, String by, OutputStream out)
            throws IOException {
        if (!kind.hasFormat(format)) {
            throw new IllegalArgumentException("a %s is not written as %s".formatted(kind, format));
        }
        if (kind == Kind.CBOM) {
            bill(format, now, out);
            return;
        }
        Sheet sheet =
                switch (format) {
                    case JSON, JSON_1_7 -> new JsonSheet(out);
                    case HTML -> new HtmlSheet(out, Long.MAX_VALUE);
                    case PDF -> new PdfSheet(out);
                };
        sheet.head(kind.title(), about(kind, now, by));
        Tables tables = new Tables(sources, sheet, now);
        Optional<Framework> framework = sources.catalogue().framework(kind.toString());
        if (framework.isPresent()) {
            tables.controls(framework.get());
            tables.exceptions();
        }
        switch (kind) {
            case DORA -> {
                new Register(sources.estate(), sheet).write();
                tables.quantum();
            }
            case MONTHLY -> {
                tables.figures();
                tables.frameworks();
                tables.findings();
                tables.exceptions();
                tables.quantum();
                tables.quantumAssets();
            }
            case PCI_DSS, SOC2, NIST_CSF, NIS2, ISO27001, NHI_TOP_10 -> tables.quantum();
            case CBOM -> throw new IllegalStateException("a bill is no sheet");
        }
        sheet.end(kind.toString(), now, signer);
    }

    /// Writes one review with all that was shown and decided, as far as `viewer` sees it, and seals
    /// it.
    public void write(
            Reviews reviews, Viewer viewer, Campaign campaign, Asked asked, OutputStream out)
            throws IOException {
        Sheet sheet =
                switch (asked.format()) {
                    case JSON, JSON_1_7 -> new JsonSheet(out);
                    case HTML -> new HtmlSheet(out, Long.MAX_VALUE);
                    case PDF -> new PdfSheet(out);
                };
        new ReviewReport(reviews, viewer, campaign, sheet)
                .write(about(ReviewReport.KIND, asked.at(), asked.by()));
        sheet.end(ReviewReport.KIND, asked.at(), signer);
    }

    /// @param by who asked for it
    public record Asked(Format format, Instant at, String by) {}

    private Map<String, String> about(Kind kind, Instant now, String by) {
        Map<String, String> about = about(kind.toString(), now, by);
        sources.catalogue()
                .framework(kind.toString())
                .ifPresent(it -> about.put("edition", it.edition()));
        return about;
    }

    private Map<String, String> about(String kind, Instant now, String by) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("report", kind);
        about.put("made", now.toString());
        about.put("by", by);
        about.put("server", issuer);
        about.put("version", version);
        about.put("key", key());
        about.put("schema", "urn:muster:report:1");
        return about;
    }

    private void bill(Format format, Instant now, OutputStream out) throws IOException {
        SealedWriter sealed = new SealedWriter(out, Form.CYCLONEDX);
        Bill bill =
                new Bill(
                        format == Format.JSON_1_7 ? CycloneDxWriter.V1_7 : CycloneDxWriter.V1_6,
                        issuer,
                        version,
                        now);
        bill.write(
                taker -> each(sources.estate(), held -> taker.accept(held.entry())),
                new Bill.Lines() {
                    @Override
                    public void part(String name) {
                        sealed.part(name);
                    }

                    @Override
                    public void line(String text) throws IOException {
                        sealed.line(text);
                    }
                });
        sealed.seal(Kind.CBOM.toString(), now, signer);
    }

    /// Does something with what is there, one after the other.
    @FunctionalInterface
    interface Taker {
        void take(Estate.Held held) throws IOException;
    }

    static void each(Estate estate, Taker taker) throws IOException {
        List<Estate.Held> page = estate.after(0, Estate.PAGE);
        while (!page.isEmpty()) {
            for (Estate.Held held : page) {
                taker.take(held);
            }
            page = estate.after(page.getLast().number(), Estate.PAGE);
        }
    }
}
