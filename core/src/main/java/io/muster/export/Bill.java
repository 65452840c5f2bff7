package io.muster.export;

import io.muster.model.Algorithm;
import io.muster.model.Credential;
import io.muster.model.Entry;
import io.muster.model.PublicKey;
import io.muster.model.X509Certificate;
import io.muster.scan.Judged;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// The estate as a cryptography bill of materials, an asset a line: for a roll that is larger than
/// memory. What is foreign is left out.
///
/// The estate is read three times: what the bill depends on comes first. Of each key eight bytes
/// are remembered, so that it is listed once.
///
/// @param host whose estate it is
/// @param program the version of Muster
public record Bill(CycloneDxWriter version, String host, String program, Instant made) {

    /// Everything that is there, again and again.
    @FunctionalInterface
    public interface Estate {
        void each(Consumer<Entry> taker) throws IOException;
    }

    /// Where the lines go.
    public interface Lines {
        /// A member of the bill begins with the next line.
        void part(String name);

        void line(String text) throws IOException;
    }

    /// Writes all but the last line, which closes the bill.
    public void write(Estate estate, Lines out) throws IOException {
        Summary summary = new Summary();
        estate.each(it -> ours(it, summary::see));
        out.line(head());
        out.part("components");
        out.line("\"components\":[");
        Rows components = new Rows(out);
        for (var it : summary.algorithms.entrySet()) {
            components.add(text(json -> version.algorithm(it.getKey(), it.getValue(), json)));
        }
        Set<Long> keys = new HashSet<>();
        each(estate, it -> components(it, keys, components));
        components.end();
        out.part("dependencies");
        out.line("\"dependencies\":[");
        Rows dependencies = new Rows(out);
        keys.clear();
        each(estate, it -> dependencies(it, summary, keys, dependencies));
        dependencies.end();
    }

    private String head() {
        String seed = host + made;
        String opened =
                text(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("bomFormat", "CycloneDX");
                    json.writeStringProperty("specVersion", version.specVersion());
                    json.writeStringProperty(
                            "serialNumber",
                            "urn:uuid:"
                                    + UUID.nameUUIDFromBytes(
                                            seed.getBytes(StandardCharsets.UTF_8)));
                    json.writeNumberProperty("version", 1);
                    CycloneDxWriter.metadata(made, program, host, json);
                    json.writeEndObject();
                });
        return opened.substring(0, opened.length() - 1) + ",";
    }

    private void components(Entry entry, Set<Long> keys, Rows rows) throws IOException {
        Credential credential = entry.credential();
        if (credential instanceof X509Certificate certificate) {
            String ref = Assets.ref(certificate.keys().subjectKey());
            if (keys.add(mark(ref))) {
                rows.add(text(json -> version.key(ref, certificate.keys().publicKey(), json)));
            }
        } else if (credential instanceof PublicKey && !keys.add(mark(Assets.ref(credential)))) {
            return;
        }
        rows.add(text(json -> version.component(new Judged(entry, List.of()), json)));
    }

    private static void dependencies(Entry entry, Summary summary, Set<Long> keys, Rows rows)
            throws IOException {
        Credential credential = entry.credential();
        if (credential instanceof X509Certificate certificate) {
            String ref = Assets.ref(certificate.keys().subjectKey());
            if (keys.add(mark(ref))) {
                List<String> algorithm = List.of(Assets.ref(certificate.keys().publicKey()));
                rows.add(text(json -> CycloneDxWriter.dependency(ref, algorithm, json)));
            }
        } else if (credential instanceof PublicKey && !keys.add(mark(Assets.ref(credential)))) {
            return;
        }
        Set<String> dependsOn = summary.assets.dependsOn(new Judged(entry, List.of()));
        rows.add(text(json -> CycloneDxWriter.dependency(Assets.ref(credential), dependsOn, json)));
    }

    /// The first half of the key's digest; a reference ends in it.
    private static long mark(String ref) {
        String digest = ref.substring(ref.lastIndexOf('/') + 1);
        return Long.parseUnsignedLong(digest.substring(0, 16), 16);
    }

    /// What the whole of the bill needs to know: algorithms and authorities, of which there are
    /// few.
    private static final class Summary {
        private final Assets assets = new Assets();
        private final SortedMap<String, Algorithm> algorithms = new TreeMap<>();

        void see(Entry entry) {
            Credential credential = entry.credential();
            credential.algorithm().ifPresent(it -> algorithms.put(Assets.ref(it), it));
            if (credential instanceof X509Certificate certificate) {
                Algorithm signature = certificate.keys().signature();
                algorithms.put(Assets.ref(signature), signature);
                Algorithm key = certificate.keys().publicKey();
                algorithms.put(Assets.ref(key), key);
                if (certificate.usage().certificateAuthority()) {
                    assets.see(new Judged(entry, List.of()));
                }
            }
        }
    }

    private interface Taker {
        void take(Entry entry) throws IOException;
    }

    private static void each(Estate estate, Taker taker) throws IOException {
        try {
            estate.each(entry ->
                    ours(
                            entry,
                            it -> {
                                try {
                                    taker.take(it);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void ours(Entry entry, Consumer<Entry> taker) {
        if (!entry.foreign()) {
            taker.accept(entry);
        }
    }

    private static String text(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonWriter.generator(text)) {
            content.accept(json);
        }
        return text.toString();
    }

    /// Lines with commas between.
    private static final class Rows {
        private final Lines out;
        private String before = "";

        Rows(Lines out) {
            this.out = out;
        }

        void add(String row) throws IOException {
            if (!before.isEmpty()) {
                out.line(before + ",");
            }
            before = row;
        }

        void end() throws IOException {
            if (!before.isEmpty()) {
                out.line(before);
            }
            out.line("],");
        }
    }
}
