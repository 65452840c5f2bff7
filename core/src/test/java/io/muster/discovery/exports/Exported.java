package io.muster.discovery.exports;

import io.muster.discovery.Content;
import io.muster.discovery.ContentReader;
import io.muster.discovery.Observation;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads exports in tests. The reader behind them takes every part for a secret, so that one sees
/// which parts there were.
final class Exported {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final ContentReader EVERYTHING_IS_SECRET =
            (content, source, out) -> {
                byte[] bytes = new byte[(int) content.size()];
                try {
                    content.read(0, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Secret secret =
                        new Secret(
                                new Fingerprint.HmacSha256("1", Bytes.of(bytes).sha256()),
                                content.name(),
                                Optional.empty(),
                                "****",
                                Optional.empty());
                out.accept(
                        new Observation.Sighted(
                                secret,
                                new Sighting(
                                        secret.id(),
                                        content.place(),
                                        Role.STORED,
                                        source,
                                        NOW,
                                        content.facts())));
            };

    private Exported() {}

    static Content content(String text) {
        return content(text.getBytes(StandardCharsets.UTF_8));
    }

    static Content content(byte[] bytes) {
        return new Part(new Place("file://web-1/tmp/export"), "export", Facts.NONE, bytes);
    }

    static List<Observation> read(String text) throws InterruptedException {
        List<Observation> found = new ArrayList<>();
        Consumer<Observation> out = found::add;
        new ExportReader(EVERYTHING_IS_SECRET, InstantSource.fixed(NOW))
                .read(content(text), "files", out);
        return found;
    }

    static <T extends Observation> List<T> only(Class<T> kind, List<Observation> found) {
        return found.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
