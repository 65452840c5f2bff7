package io.muster.export;

import io.muster.scan.Judged;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// The whole result as one JSON document (RFC 8259), or as JSON lines: one object a line, whose
/// only member names what it is.
///
/// Everything beyond ASCII is written as an escape, so that no terminal and no editor can be
/// tricked by what a certificate says.
public enum JsonWriter implements ResultWriter {
    DOCUMENT {
        @Override
        public void write(ScanResult result, Writer out) throws IOException {
            try (JsonGenerator json = generator(out)) {
                document(result, json);
            }
            out.write('\n');
            out.flush();
        }
    },
    LINES {
        @Override
        public void write(ScanResult result, Writer out) throws IOException {
            Lines lines = new Lines(out);
            lines.write("about", part -> part.about(result.about()));
            for (var identity : result.identities()) {
                lines.write("identity", part -> part.identity(identity));
            }
            try (Stream<Judged> credentials = result.credentials().stream()) {
                for (Judged judged : (Iterable<Judged>) credentials::iterator) {
                    lines.write("credential", part -> part.credential(judged));
                }
            }
            for (var account : result.accounts()) {
                lines.write("account", part -> part.account(account));
            }
            for (var grant : result.grants()) {
                lines.write("grant", part -> part.grant(grant));
            }
            for (var unreadable : result.unreadable()) {
                lines.write("unreadable", part -> part.unreadable(unreadable));
            }
            if (result.reconciliation().isPresent()) {
                var reconciled = result.reconciliation().get();
                lines.write("reconciliation", part -> part.reconciliation(reconciled));
            }
            lines.write("summary", part -> part.summary(result.summary()));
            out.flush();
        }
    };

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    static JsonGenerator generator(Writer out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    private static void document(ScanResult result, JsonGenerator json) {
        JsonDocument part = new JsonDocument(json);
        json.writeStartObject();
        json.writeName("about");
        part.about(result.about());
        json.writeName("summary");
        part.summary(result.summary());
        array(json, "identities", result.identities(), part::identity);
        json.writeArrayPropertyStart("credentials");
        try (Stream<Judged> credentials = result.credentials().stream()) {
            credentials.forEach(part::credential);
        }
        json.writeEndArray();
        array(json, "accounts", result.accounts(), part::account);
        array(json, "grants", result.grants(), part::grant);
        array(json, "unreadable", result.unreadable(), part::unreadable);
        array(json, "unjudged", result.unjudged(), part::unjudged);
        part.strings("failed", result.failed());
        result.reconciliation()
                .ifPresent(it -> {
                    json.writeName("reconciliation");
                    part.reconciliation(it);
                });
        json.writeEndObject();
    }

    private static <T> void array(
            JsonGenerator json, String name, List<T> items, Consumer<T> each) {
        json.writeArrayPropertyStart(name);
        items.forEach(each);
        json.writeEndArray();
    }

    private record Lines(Writer out) {
        void write(String record, Consumer<JsonDocument> body) throws IOException {
            try (JsonGenerator json = generator(out)) {
                json.writeStartObject();
                json.writeName(record);
                body.accept(new JsonDocument(json));
                json.writeEndObject();
            }
            out.write('\n');
        }
    }
}
