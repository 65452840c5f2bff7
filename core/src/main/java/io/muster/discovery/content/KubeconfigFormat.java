package io.muster.discovery.content;

import io.muster.discovery.content.Nested.Use;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// kubeconfig: which cluster's authority is trusted, with which certificate and key a user signs
/// in, and the files that it names.
///
/// Tokens and passwords in it are found by the search for secrets, as everywhere.
final class KubeconfigFormat implements TextFormat {
    private static final int ENTRIES_MAX = 10_000;

    private final Nested nested;

    KubeconfigFormat(Nested nested) {
        this.nested = nested;
    }

    @Override
    public Set<Trigger> triggers() {
        return Set.of(Trigger.KUBECONFIG);
    }

    @Override
    public void read(Text text, Finds finds) {
        for (JsonNode document : Documents.of(text)) {
            if (document.path("clusters").isArray() && document.path("users").isArray()) {
                read(document, text, finds);
            }
        }
    }

    private void read(JsonNode document, Text text, Finds finds) {
        int count = 0;
        for (JsonNode entry : document.path("clusters")) {
            JsonNode cluster = entry.path("cluster");
            Facts facts =
                    Facts.of("cluster", Documents.text(entry, "name"))
                            .with("server", Documents.text(cluster, "server"));
            data(cluster, "certificate-authority-data", facts, Use.TRUST, text, finds);
            file(cluster, "certificate-authority", "trust", facts, text, finds);
            if (++count > ENTRIES_MAX) {
                return;
            }
        }
        for (JsonNode entry : document.path("users")) {
            JsonNode user = entry.path("user");
            Facts facts = Facts.of("user", Documents.text(entry, "name"));
            data(user, "client-certificate-data", facts, Use.OWN, text, finds);
            data(user, "client-key-data", facts, Use.OWN, text, finds);
            file(user, "client-certificate", "certificate", facts, text, finds);
            file(user, "client-key", "private-key", facts, text, finds);
            if (++count > ENTRIES_MAX) {
                return;
            }
        }
    }

    private void data(JsonNode object, String field, Facts facts, Use use, Text text, Finds finds) {
        String value = Documents.text(object, field);
        if (value.isEmpty()) {
            return;
        }
        Facts more = facts.with("variable", field).with("encoding", "base64");
        int at = Positions.of(text, value);
        Facts placed = at < 0 ? more : more.with("line", text.lineAt(at));
        try {
            nested.read(Bytes.of(Base64.getMimeDecoder().decode(value)), "", placed, use, finds);
            Positions.cover(text, value, finds.covered());
        } catch (IllegalArgumentException e) {
            finds.unreadable(placed, "\"" + field + "\" is not base64");
        }
    }

    private static void file(
            JsonNode object, String field, String purpose, Facts facts, Text text, Finds finds) {
        String file = Documents.text(object, field);
        FilePlace place = FilePlace.of(finds.place());
        int at = Positions.of(text, file);
        Facts more = facts.with("service", "kubectl").with("purpose", purpose);
        place.resolve(file, place.folder())
                .ifPresent(it ->
                        finds.referenced(it, at < 0 ? more : more.with("line", text.lineAt(at))));
    }
}
