package io.muster.api;

import io.muster.export.CsvRow;
import io.muster.http.Content;
import io.muster.inventory.CredentialSummary;
import io.muster.inventory.Search;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every credential that a query finds, as a table for spreadsheets.
record CredentialTable(Search search, Viewer viewer, Query query, String sort)
        implements Content.Writer {
    private static final CsvRow HEAD =
            new CsvRow(
                    List.of(
                            "id",
                            "type",
                            "title",
                            "state",
                            "identities",
                            "owner",
                            "environment",
                            "criticality",
                            "algorithm",
                            "bits",
                            "issuer",
                            "serialNumber",
                            "notBefore",
                            "notAfter",
                            "fingerprint",
                            "keyId",
                            "foreign",
                            "places",
                            "place",
                            "worst",
                            "tags",
                            "firstSeen",
                            "lastSeen"));

    @Override
    public void write(OutputStream stream) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        HEAD.write(out);
        try {
            search.eachCredential(viewer, query, sort, it -> put(out, row(it)));
        } catch (QueryRefused e) {
            throw new IOException("the question became one that is refused", e);
        }
        out.flush();
    }

    private static void put(Writer out, CsvRow row) {
        try {
            row.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvRow row(CredentialSummary it) {
        return new CsvRow(
                List.of(
                        it.id(),
                        it.type(),
                        it.title(),
                        it.state().toString(),
                        it.identities().stream()
                                .map(one -> one.kind() + ":" + one.name())
                                .collect(Collectors.joining(" ")),
                        text(it.owner().map(one -> one.id())),
                        text(it.environment()),
                        text(it.criticality()),
                        text(it.algorithm().map(one -> one.name())),
                        text(it.algorithm().filter(one -> one.bits() > 0).map(one -> one.bits())),
                        text(it.issuer()),
                        text(it.serialNumber()),
                        text(it.notBefore()),
                        text(it.notAfter()),
                        it.fingerprint(),
                        text(it.keyId()),
                        String.valueOf(it.foreign()),
                        String.valueOf(it.places()),
                        text(it.place()),
                        text(it.worst()),
                        String.join(" ", it.tags()),
                        it.firstSeen().toString(),
                        it.lastSeen().toString()));
    }

    private static String text(Optional<?> value) {
        return value.map(String::valueOf).orElse("");
    }
}
