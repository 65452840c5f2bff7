package io.muster.api;

import io.muster.http.Content;
import io.muster.http.Json;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.Search;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Every credential that a query finds, as one JSON array, an element a line.
record CredentialDocuments(Search search, Viewer viewer, Query query, String sort)
        implements Content.Writer {

    @Override
    public void write(OutputStream stream) throws IOException {
        OutputStream out = new BufferedOutputStream(stream, 1 << 16);
        String[] between = {"[\n"};
        try {
            search.eachCredential(
                    viewer,
                    query,
                    sort,
                    it -> {
                        put(out, between[0] + Json.text(it));
                        between[0] = ",\n";
                    });
        } catch (QueryRefused e) {
            throw new IOException("the question became one that is refused", e);
        }
        put(out, (between[0].equals("[\n") ? "[" : "") + "\n]\n");
        out.flush();
    }

    private static void put(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
