package io.muster.discovery.files;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.model.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/// One run over some trees. Each thread takes a few names of a folder at a time; the files among
/// them it reads itself.
final class Walk {
    /// So many names of a folder are one step: enough to make taking it cheap, few enough to share
    /// a large folder.
    private static final int NAMES_PER_STEP = 64;

    private static final int IGNORE_FILE_BYTES_MAX = 1 << 20;

    private final FileTree settings;
    private final String host;
    private final Consumer<Observation> out;
    private final Consumer<Path> repositories;
    private final Unpacking unpacking;
    private final IgnoreRules excluded;
    private final Steps steps = new Steps();
    private final HardLinks hardLinks = new HardLinks();
    private final Mounts mounts = new Mounts();
    private final Set<Object> rootFolders = new HashSet<>();
    private final Set<Path> rootFiles = new HashSet<>();
    private final List<Place> covered = new ArrayList<>();

    Walk(
            FileTree settings,
            Outside outside,
            Consumer<Observation> out,
            Consumer<Path> repositories) {
        this.settings = settings;
        this.host = outside.host();
        this.out = new RealPlaces(host, out);
        this.repositories = repositories;
        this.unpacking = Unpacking.of(FileTree.NAME, settings.limits(), outside);
        this.excluded = IgnoreRules.absolute(settings.exclude());
    }

    void run() throws InterruptedException {
        for (Path root : settings.roots()) {
            addRoot(root);
        }
        try {
            Workers.run(FileTree.NAME, settings.threads(), this::work);
        } finally {
            steps.abandoned().forEach(Walk::close);
        }
        covered.forEach(it -> out.accept(new Observation.Covered(it)));
    }

    private static void close(Step step) {
        if (step instanceof Listing listing) {
            listing.release();
        }
    }

    private void addRoot(Path root) {
        try {
            Path real = root.toRealPath();
            Status status = Status.of(real);
            if (status.isFolder()) {
                Object key =
                        Files.readAttributes(
                                        real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                                .fileKey();
                if (rootFolders.add(key)) {
                    Place below = FileContent.placeOf(host, real);
                    covered.add(below.text().endsWith("/") ? below : below.inside("/"));
                    steps.add(new Folder(real, key, status.device(), IgnoreRules.NONE));
                }
            } else if (!status.isRegularFile()) {
                unreadable(real, "it is a device, a pipe or a socket, which are never opened");
            } else if (rootFiles.add(real)) {
                covered.add(FileContent.placeOf(host, real));
                steps.add(new Step.Single(real, status));
            }
        } catch (IOException e) {
            unreadable(root.toAbsolutePath().normalize(), Reason.of(e));
        }
    }

    private Void work() throws InterruptedException {
        FileVisit files = new FileVisit(host, unpacking, out);
        for (var step = steps.take(); step.isPresent(); step = steps.take()) {
            try {
                visit(step.get(), files);
            } finally {
                steps.done();
            }
        }
        for (var name = hardLinks.poll(); name.isPresent(); name = hardLinks.poll()) {
            visit(name.get(), files);
        }
        return null;
    }

    private void visit(Step step, FileVisit files) throws InterruptedException {
        switch (step) {
            case Step.Single single ->
                    files.read(single.path(), single.status(), Walk::openAnywhere);
            case Listing listing -> visit(listing, files);
            case Folder folder -> {
                Optional<Listing> listing = list(folder);
                if (listing.isPresent()) {
                    visit(listing.get(), files);
                }
            }
        }
    }

    private static SeekableByteChannel openAnywhere(Path path) throws IOException {
        return Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<Listing> list(Folder folder) {
        try {
            Listing listing = Listing.open(folder);
            listing.ignore(ignoreRules(folder, listing));
            return Optional.of(listing);
        } catch (NoSuchFileException e) {
            // Deleted since it was met.
            return Optional.empty();
        } catch (IOException e) {
            unreadable(folder.path(), Reason.of(e));
            return Optional.empty();
        }
    }

    private IgnoreRules ignoreRules(Folder folder, Listing listing) {
        IgnoreRules rules = folder.ignored();
        if (settings.ignoreFiles() == IgnoreFiles.DISREGARDED) {
            return rules;
        }
        for (String name : IgnoreRules.FILE_NAMES) {
            rules = rules.with(folder.path(), lines(listing, folder.path().resolve(name)));
        }
        return rules;
    }

    private static List<String> lines(Listing listing, Path ignoreFile) {
        try (InputStream in = Channels.newInputStream(listing.file(ignoreFile))) {
            byte[] text = in.readNBytes(IGNORE_FILE_BYTES_MAX);
            return new String(text, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            // There is none, or nobody may read it: then it ignores nothing.
            return List.of();
        }
    }

    private void visit(Listing listing, FileVisit files) throws InterruptedException {
        try {
            List<Path> names = listing.next(NAMES_PER_STEP);
            if (names.size() == NAMES_PER_STEP) {
                // Before these are read, so that another thread can go on with the rest meanwhile.
                listing.retain();
                steps.add(listing);
            }
            for (Path path : names) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("stopped while walking");
                }
                visit(listing, path, files);
            }
        } catch (IOException e) {
            unreadable(listing.folder().path(), Reason.of(e));
        } finally {
            listing.release();
        }
    }

    private void visit(Listing listing, Path path, FileVisit files) throws InterruptedException {
        try {
            Status status = Status.of(path);
            if (status.isFolder() && isWanted(listing, path, true)) {
                visitFolder(listing, path, status);
            } else if (status.isRegularFile()
                    && status.size() > 0
                    && isWanted(listing, path, false)
                    && !rootFiles.contains(path)) {
                RepositoryFolder.withHead(path).ifPresent(repositories);
                var name = new HardLinks.Name(listing.folder(), path, status);
                if (status.links() == 1 || !hardLinks.keep(name)) {
                    files.read(path, status, listing::file);
                }
            }
        } catch (NoSuchFileException e) {
            // Deleted since its folder was listed.
            return;
        } catch (IOException e) {
            unreadable(path, Reason.of(e));
        }
    }

    private void visitFolder(Listing listing, Path path, Status status) throws IOException {
        boolean entered = status.device() != listing.folder().device();
        Folder folder = listing.folder(path, status.device());
        boolean skipped = entered && mounts.isVirtual(status.device(), path);
        if (!skipped && !rootFolders.contains(folder.key())) {
            steps.add(folder);
        }
    }

    private boolean isWanted(Listing listing, Path path, boolean folder) {
        if (excluded.isEmpty() && listing.ignored().isEmpty()) {
            return true;
        }
        List<String> names =
                StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
        return !excluded.ignore(names, folder) && !listing.ignored().ignore(names, folder);
    }

    private void visit(HardLinks.Name name, FileVisit files) throws InterruptedException {
        Optional<Listing> listing = list(name.folder());
        if (listing.isEmpty()) {
            return;
        }
        try {
            files.read(name.path(), name.status(), listing.get()::file);
        } finally {
            listing.get().release();
        }
    }

    private void unreadable(Path path, String reason) {
        out.accept(new Observation.Unreadable(FileContent.placeOf(host, path), reason));
    }
}
