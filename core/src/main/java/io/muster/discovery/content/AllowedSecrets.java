package io.muster.discovery.content;

import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Secret;
import io.muster.model.Sighting;
import io.muster.secret.AllowList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What another source finds, without the secrets that somebody allowed: those are counted only.
///
/// The tree's own list speaks for this source and no other: a repository from elsewhere cannot
/// silence what lies beside it.
///
/// @param source that looks
/// @param root the folder that paths of the lists count from, as places write it
/// @param own where the tree may keep a list of its own
/// @param given a list from whoever runs the scan
public record AllowedSecrets(Source source, String root, Optional<Path> own, AllowList given)
        implements Source {
    /// The name of a tree's own list.
    public static final String FILE_NAME = ".muster-allow";

    private static final int BYTES_MAX = 1 << 20;

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        AllowList list = AllowList.of(List.of(given, own(outside, out)));
        source.observe(
                outside,
                list.isEmpty() ? out : new Filter(list, outside.host(), outside.meter(), out));
    }

    private AllowList own(Outside outside, Consumer<Observation> out) {
        if (own.isEmpty() || Files.notExists(own.get(), LinkOption.NOFOLLOW_LINKS)) {
            return AllowList.empty();
        }
        if (!Files.isRegularFile(own.get(), LinkOption.NOFOLLOW_LINKS)) {
            return refused("it is a link, a folder or a device", outside, out);
        }
        try (InputStream in =
                Files.newInputStream(
                        own.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] text = in.readNBytes(BYTES_MAX + 1);
            if (text.length > BYTES_MAX) {
                throw new IllegalArgumentException("it is larger than 1 MiB");
            }
            return AllowList.parse(new String(text, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            return refused("it cannot be read", outside, out);
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()), outside, out);
        }
    }

    private AllowList refused(String reason, Outside outside, Consumer<Observation> out) {
        out.accept(
                new Observation.Unreadable(
                        new Place("file://" + outside.host())
                                .inside(root.equals("/") ? "" : root)
                                .inside("/" + FILE_NAME),
                        "nothing is allowed by it: " + reason));
        return AllowList.empty();
    }

    private final class Filter implements Consumer<Observation> {
        private final AllowList list;
        private final String top;
        private final Meter meter;
        private final Consumer<Observation> out;

        Filter(AllowList list, String host, Meter meter, Consumer<Observation> out) {
            this.list = list;
            this.top = host + (root.endsWith("/") ? root : root + "/");
            this.meter = meter;
            this.out = out;
        }

        @Override
        public void accept(Observation observation) {
            if (observation instanceof Observation.Sighted(Secret secret, Sighting sighting, _)
                    && list.allows(
                            secret.kind(), path(sighting), secret.fingerprint().toString())) {
                meter.allow();
            } else {
                out.accept(observation);
            }
        }

        /// From the root on; in a repository as if the commit were checked out.
        private String path(Sighting sighting) {
            String place = sighting.place().withoutLine().rest();
            Facts facts = sighting.facts();
            String repository = facts.text("repository").orElse("");
            String commit = repository + "@" + facts.text("commit").orElse("") + ":";
            if (!repository.isEmpty() && place.startsWith(commit)) {
                String within = place.substring(commit.length());
                place = repository + "/" + within;
                return place.startsWith(top) ? place.substring(top.length()) : within;
            }
            return place.startsWith(top) ? place.substring(top.length()) : place;
        }
    }
}
