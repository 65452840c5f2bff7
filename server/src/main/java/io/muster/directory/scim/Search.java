package io.muster.directory.scim;

import io.muster.http.Query;
import io.muster.http.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Searches whose question stands in the content, so that it stands in no log (RFC 7644, section
/// 3.4.3).
final class Search {
    private Search() {}

    /// The same question as one that stands in the address.
    static Request asked(Request request) throws IOException {
        ObjectNode sent = Texts.sent(request.body().stream());
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        for (String name :
                List.of("filter", "startIndex", "count", "attributes", "excludedAttributes")) {
            String text = text(sent.path(name));
            if (!text.isEmpty()) {
                parameters.put(name, text);
            }
        }
        return request.with(new Query(parameters));
    }

    private static String text(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(it -> it.asString(""))
                        .collect(Collectors.joining(","))
                : node.asString("");
    }
}
