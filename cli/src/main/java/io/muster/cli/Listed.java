package io.muster.cli;

import io.muster.client.RemoteServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Rows of a list that the server keeps, as many as were asked for.
///
/// @param more whether the list goes on
/// @param total of the whole list
/// @param atLeast whether there are more than `total`
record Listed(List<JsonNode> rows, boolean more, long total, boolean atLeast) {
    private static final int PAGE = 1000;

    Listed {
        rows = List.copyOf(rows);
    }

    /// Page after page, until there are `most` or all.
    static Listed of(RemoteServer server, String path, int most)
            throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        String with = path + (path.contains("?") ? "&" : "?");
        String cursor = "";
        while (true) {
            int limit = Math.min(PAGE, most - rows.size());
            JsonNode page =
                    server.get(
                            with
                                    + "limit="
                                    + limit
                                    + (cursor.isEmpty()
                                            ? ""
                                            : "&cursor=" + Online.segment(cursor)));
            page.path("items").forEach(rows::add);
            cursor = page.path("next").asString("");
            if (cursor.isEmpty() || rows.size() >= most || page.path("items").isEmpty()) {
                return new Listed(
                        rows,
                        !cursor.isEmpty(),
                        page.path("total").asLong(),
                        page.path("totalIsAtLeast").asBoolean(false));
            }
        }
    }

    /// A list that came in one piece.
    static Listed whole(JsonNode page) {
        return rows(page.path("items"));
    }

    /// Rows that are a part of something.
    static Listed rows(JsonNode items) {
        List<JsonNode> rows = new ArrayList<>();
        items.forEach(rows::add);
        return new Listed(rows, false, rows.size(), false);
    }

    /// In the form of the API.
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("items", rows);
        document.put("total", total);
        document.put("totalIsAtLeast", atLeast);
        return document;
    }
}
