package io.muster.discovery.git;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.files.Exclusions;
import io.muster.discovery.files.Unpacking;
import io.muster.discovery.files.Workers;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.ownership.CodeOwners;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One repository that is being read.
final class Reading {
    /// So many neighbours in a pack are read by one thread: they are deltas of one another.
    private static final int CHUNK = 512;

    private final GitHistory settings;
    private final Outside outside;
    private final Consumer<Observation> out;
    private final Unpacking unpacking;
    private final Location location;
    private final Place repository;
    private final Faults faults;

    Reading(GitHistory settings, String location, Outside outside, Consumer<Observation> out) {
        this.settings = settings;
        this.outside = outside;
        this.out = out;
        this.unpacking = Unpacking.of(GitHistory.NAME, settings.limits(), outside);
        this.location = Location.of(location);
        this.repository = new Place("git://").inside(this.location.name(outside.host()));
        this.faults = new Faults(repository, out);
    }

    void run() throws InterruptedException {
        try {
            switch (location) {
                case Location.Local local -> read(LocalRepository.at(local.path()));
                case Location.Remote remote -> {
                    try (Clone clone = Clone.of(remote, settings.cloneTime())) {
                        read(LocalRepository.at(clone.folder()));
                    }
                }
            }
            faults.summarize();
            out.accept(new Observation.Covered(repository.inside("@")));
        } catch (IOException e) {
            out.accept(new Observation.Unreadable(repository, Faults.reason(e)));
        }
    }

    private void read(Path folder) throws IOException, InterruptedException {
        References references = References.read(folder);
        try (var store =
                new ObjectStore(
                        folder.resolve("objects"),
                        references.hashBytes(),
                        (path, reason) ->
                                faults.add(
                                        repository.inside(":" + folder.relativize(path)),
                                        reason))) {
            List<Located> blobs;
            Head head;
            try (var reader = new ObjectReader(store, settings.objectBytes())) {
                Exclusions exclusions = Exclusions.of(settings.exclude());
                Wanted wanted = new Wanted(exclusions, location.names());
                History history = new History(store, reader, wanted, problems(store));
                blobs = located(store, history.appearances(references));
                BitSet inHead = history.inHead(references);
                head = new Head(inHead, owners(reader, blobs, inHead));
            }
            outside.meter().expect(blobs.size());
            AtomicInteger next = new AtomicInteger();
            Workers.run(
                    GitHistory.NAME,
                    settings.threads(),
                    () -> {
                        read(store, blobs, head, next);
                        return null;
                    });
        }
    }

    /// What the newest commit says.
    ///
    /// @param has the contents of its files, by number
    private record Head(BitSet has, CodeOwners owners) {}

    /// Those of the newest commit: whoever answered for a file once may have left.
    private CodeOwners owners(ObjectReader reader, List<Located> blobs, BitSet inHead) {
        for (String path : CodeOwners.PATHS) {
            for (Located blob : blobs) {
                History.Appearance it = blob.appearance();
                if (it.path().equals(path) && inHead.get(it.blob())) {
                    return read(reader, it);
                }
            }
        }
        return CodeOwners.parse("");
    }

    private CodeOwners read(ObjectReader reader, History.Appearance file) {
        try {
            byte[] content = reader.read(file.blob()).content(GitObject.Type.BLOB);
            return CodeOwners.parse(
                    content.length > CodeOwners.BYTES_MAX
                            ? ""
                            : new String(content, StandardCharsets.UTF_8));
        } catch (IOException e) {
            faults.add(repository.inside("@HEAD:" + file.path()), Faults.reason(e));
            return CodeOwners.parse("");
        }
    }

    private History.Problems problems(ObjectStore store) {
        return new History.Problems() {
            @Override
            public void missing() {
                faults.addMissing();
            }

            @Override
            public void damaged(int number, IOException e) {
                faults.add(repository.inside("@" + store.hexId(number)), Faults.reason(e));
            }
        };
    }

    /// An appearance with where its content lies, to be read in that order.
    private record Located(History.Appearance appearance, int pack, long offset) {}

    private static List<Located> located(ObjectStore store, List<History.Appearance> appearances)
            throws IOException {
        List<Located> located = new ArrayList<>(appearances.size());
        for (History.Appearance appearance : appearances) {
            located.add(
                    switch (store.location(appearance.blob())) {
                        case ObjectStore.Location.Packed it ->
                                new Located(
                                        appearance, it.order(), it.pack().index().offset(it.row()));
                        case ObjectStore.Location.Loose it ->
                                new Located(appearance, Integer.MAX_VALUE, it.row());
                    });
        }
        located.sort(Comparator.comparingInt(Located::pack).thenComparingLong(Located::offset));
        return located;
    }

    private void read(ObjectStore store, List<Located> blobs, Head head, AtomicInteger next)
            throws InterruptedException {
        try (var reader = new ObjectReader(store, settings.objectBytes())) {
            for (int from = next.getAndAdd(CHUNK);
                    from < blobs.size();
                    from = next.getAndAdd(CHUNK)) {
                int to = Math.min(from + CHUNK, blobs.size());
                for (Located blob : blobs.subList(from, to)) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException("stopped while reading history");
                    }
                    read(store, reader, blob.appearance(), head);
                }
            }
        }
    }

    private void read(
            ObjectStore store, ObjectReader reader, History.Appearance appearance, Head head)
            throws InterruptedException {
        try {
            byte[] content = reader.read(appearance.blob()).content(GitObject.Type.BLOB);
            if (content.length > 0) {
                unpacking.read(
                        new BlobContent(
                                () -> place(store, appearance),
                                appearance.path(),
                                content,
                                () -> facts(store, reader, appearance, head)),
                        out);
            }
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("stopped while reading history");
        } catch (IOException e) {
            faults.add(place(store, appearance), Faults.reason(e));
        }
    }

    private Place place(ObjectStore store, History.Appearance appearance) {
        return repository.inside("@" + store.hexId(appearance.commit()) + ":" + appearance.path());
    }

    private Facts facts(
            ObjectStore store, ObjectReader reader, History.Appearance appearance, Head head) {
        Commit.Person author;
        try {
            author =
                    Commit.parse(reader.read(appearance.commit()).content(GitObject.Type.COMMIT))
                            .author();
        } catch (IOException e) {
            // It was read before; should it be gone now, the rest is still true.
            author = Commit.Person.UNKNOWN;
        }
        Facts facts =
                Facts.of(
                        Map.of(
                                "commit", store.hexId(appearance.commit()),
                                "author", author.name(),
                                "authorEmail", author.email(),
                                "date", author.date().toString(),
                                "path", appearance.path(),
                                "inHead", head.has().get(appearance.blob()),
                                "repository", repository.rest()));
        List<String> owners = head.owners().of(appearance.path());
        return owners.isEmpty() ? facts : facts.with("codeOwners", owners);
    }
}
