package io.muster.inventory.search;

import io.muster.export.Clean;
import io.muster.inventory.TeamName;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.model.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Any search as a file for spreadsheets: one line a credential (RFC 4180), no cell that would be
/// read as a formula.
public final class CredentialTable {
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "type",
                    "title",
                    "state",
                    "identities",
                    "owner",
                    "environment",
                    "criticality",
                    "tags",
                    "algorithm",
                    "class",
                    "issuer",
                    "subject",
                    "serialNumber",
                    "notBefore",
                    "notAfter",
                    "fingerprint",
                    "keyId",
                    "foreign",
                    "places",
                    "place",
                    "worst",
                    "critical",
                    "high",
                    "medium",
                    "low",
                    "firstSeen",
                    "lastSeen");

    private final Search search;

    public CredentialTable(Search search) {
        this.search = search;
    }

    /// Writes all that `query` asks for, as it is read; the writer is flushed and stays open.
    ///
    /// @throws QueryRefused before anything is written, or when the question takes too long
    public void write(Viewer viewer, Query query, String sort, Writer out)
            throws QueryRefused, IOException {
        search.credentials(viewer, query, PageRequest.first(1, sort));
        line(out, COLUMNS);
        try {
            search.eachCredential(
                    viewer,
                    query,
                    sort,
                    it -> {
                        try {
                            line(out, cells(it));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    private static List<String> cells(CredentialSummary it) {
        return List.of(
                it.id(),
                it.type(),
                it.title(),
                it.state().toString(),
                it.identities().stream()
                        .map(identity -> identity.kind() + ":" + identity.name())
                        .collect(Collectors.joining(" ")),
                it.owner().map(TeamName::id).orElse(""),
                it.environment().orElse(""),
                it.criticality().orElse(""),
                String.join(" ", it.tags()),
                it.algorithm().map(CredentialSummary.AlgorithmSummary::name).orElse(""),
                it.algorithm().map(CredentialSummary.AlgorithmSummary::strength).orElse(""),
                it.issuer().orElse(""),
                it.subject().orElse(""),
                it.serialNumber().orElse(""),
                it.notBefore().map(Instant::toString).orElse(""),
                it.notAfter().map(Instant::toString).orElse(""),
                it.fingerprint(),
                it.keyId().orElse(""),
                String.valueOf(it.foreign()),
                String.valueOf(it.places()),
                it.place().orElse(""),
                it.worst().map(Severity::toString).orElse(""),
                String.valueOf(it.findings().critical()),
                String.valueOf(it.findings().high()),
                String.valueOf(it.findings().medium()),
                String.valueOf(it.findings().low()),
                it.firstSeen().toString(),
                it.lastSeen().toString());
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        out.write(cells.stream().map(CredentialTable::quoted).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String quoted(String cell) {
        String clean = Clean.cell(cell);
        boolean plain = clean.chars().noneMatch(it -> it == ',' || it == '"' || it == ';');
        return plain ? clean : '"' + clean.replace("\"", "\"\"") + '"';
    }
}
