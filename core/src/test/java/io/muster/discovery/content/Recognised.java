package io.muster.discovery.content;

import io.muster.discovery.Content;
import io.muster.discovery.Observation;
import io.muster.discovery.Observation.Referenced;
import io.muster.discovery.Observation.Sighted;
import io.muster.discovery.Observation.Unreadable;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.secret.FingerprintKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What was observed in some content.
record Recognised(List<Observation> observations) {
    static final Recogniser RECOGNISER =
            recogniser(Settings.withSecrets(FingerprintKey.of(new byte[32])));

    static Recogniser recogniser(Settings settings) {
        return new Recogniser(settings, InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z")));
    }

    static Recognised text(String path, String content) {
        return bytes(path, content.getBytes(StandardCharsets.UTF_8));
    }

    static Recognised bytes(String path, byte[] content) {
        return bytes(RECOGNISER, new Place("file://web-3" + path), content);
    }

    static Recognised bytes(Recogniser recogniser, Place place, byte[] content) {
        List<Observation> all = new ArrayList<>();
        read(recogniser, place, content, all::add);
        return new Recognised(List.copyOf(all));
    }

    static void read(
            Recogniser recogniser, Place place, byte[] content, Consumer<Observation> out) {
        String name = place.text().substring(place.text().lastIndexOf('/') + 1);
        try {
            recogniser.read(new InMemory(Bytes.of(content), name, place), "files", out);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record InMemory(Bytes bytes, String name, Place place) implements Content {
        @Override
        public Facts facts() {
            return Facts.NONE;
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public int read(long position, byte[] target, int from, int length) {
            int count = (int) Math.min(length, bytes.size() - position);
            for (int i = 0; i < count; i++) {
                target[from + i] = (byte) bytes.at((int) position + i);
            }
            return count == 0 ? -1 : count;
        }
    }

    List<Sighted> sighted() {
        return of(Sighted.class);
    }

    List<Referenced> referenced() {
        return of(Referenced.class);
    }

    List<Unreadable> unreadable() {
        return of(Unreadable.class);
    }

    <T extends Observation> List<T> of(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// `type role` of each sighting, in order.
    List<String> seen() {
        return sighted().stream().map(it -> it.credential().type() + " " + role(it)).toList();
    }

    private static Role role(Sighted sighted) {
        return sighted.sighting().role();
    }

    Facts facts() {
        return sighted().getFirst().sighting().facts();
    }
}
