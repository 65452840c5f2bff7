package io.muster.discovery.files;

import io.muster.discovery.Content;
import io.muster.discovery.ContentStream;
import io.muster.discovery.Observation;
import io.muster.model.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// One file that is being read, with all that is packed in it.
///
/// Whatever can be read where it lies is; what is packed is read as a stream, and only an entry
/// that is no archive (or a ZIP, which is read from its end) is held in memory, up to a limit.
final class Unpacked {
    /// So many faults of one file are told one by one: a damaged archive has one in each entry.
    private static final int TOLD_MAX = 10;

    private static final Pattern TAR_NAME =
            Pattern.compile(".*\\.(tar\\.[a-z0-9]+|t[bxz]z2?|tzst)", Pattern.CASE_INSENSITIVE);
    private static final int GZIP_BUFFER_BYTES = 8 << 10;

    private final Unpacking settings;
    private final Limits limits;
    private final Content file;
    private final Consumer<Observation> out;
    private final Budget budget;
    private int unreadable;

    Unpacked(Unpacking settings, Content file, Consumer<Observation> out) {
        this.settings = settings;
        this.limits = settings.limits();
        this.file = file;
        this.out = out;
        this.budget = new Budget(limits, file.size(), settings.deadline());
    }

    void read() throws InterruptedException {
        try {
            read(file, 0);
        } catch (IOException e) {
            unreadable(file.place(), Reason.of(e));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while reading");
        }
        if (unreadable > TOLD_MAX) {
            out.accept(
                    new Observation.Unreadable(
                            file.place(),
                            (unreadable - TOLD_MAX) + " more parts of it could not be read"));
        }
    }

    /// @param depth how many archives it lies in
    private void read(Content content, int depth) throws IOException, InterruptedException {
        byte[] head = new byte[ArchiveFormat.HEAD_BYTES];
        int length = Math.max(content.read(0, head, 0, head.length), 0);
        ArchiveFormat format =
                limits.archiveDepth() == 0 ? ArchiveFormat.NONE : ArchiveFormat.of(head, length);
        settings.meter().file(content.size());
        switch (format) {
            case NONE -> handOver(content);
            case UNSUPPORTED -> unsupported(content);
            case ZIP, TAR, GZIP -> {
                if (depth == limits.archiveDepth()) {
                    tooDeep(content.place());
                } else {
                    open(content, format, depth);
                }
            }
        }
    }

    private void open(Content content, ArchiveFormat format, int depth)
            throws IOException, InterruptedException {
        long before = budget.entries();
        try {
            var entries = new Entries(content, content.place(), depth + 1);
            if (format == ArchiveFormat.ZIP) {
                Zip.visit(content, entries);
            } else {
                var stream = new ContentStream(content);
                if (format == ArchiveFormat.TAR) {
                    Tar.visit(stream, entries);
                } else {
                    gunzip(stream, content.place(), content.name(), entries);
                }
            }
        } catch (LimitReached e) {
            throw e;
        } catch (IOException e) {
            unreadable(content.place(), "the archive is damaged: " + Reason.of(e));
            if (budget.entries() == before) {
                // It may only look like an archive.
                handOver(content);
            }
        }
    }

    /// A packed tar is one archive, not an archive in an archive.
    private void gunzip(InputStream packed, Place place, String name, Entries entries)
            throws IOException, InterruptedException {
        try (var unpacked = new GZIPInputStream(packed, GZIP_BUFFER_BYTES)) {
            var stream = peekable(budget.counted(unpacked));
            if (formatOf(stream) == ArchiveFormat.TAR) {
                Tar.visit(stream, entries);
            } else {
                entries.streamed(unpackedName(name), stream, place);
            }
        }
    }

    private static String unpackedName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return name.substring(0, name.length() - 3);
        }
        return lower.endsWith(".tgz") ? name.substring(0, name.length() - 4) + ".tar" : "content";
    }

    private static PushbackInputStream peekable(InputStream stream) {
        return new PushbackInputStream(stream, ArchiveFormat.HEAD_BYTES);
    }

    private static ArchiveFormat formatOf(PushbackInputStream stream) throws IOException {
        byte[] head = stream.readNBytes(ArchiveFormat.HEAD_BYTES);
        stream.unread(head);
        return ArchiveFormat.of(head, head.length);
    }

    /// What lies in one archive.
    private final class Entries implements EntryVisitor {
        private final Content content;
        private final Place archive;
        private final int depth;

        /// @param content where stored entries are
        /// @param archive its place
        /// @param depth how many archives its entries lie in
        Entries(Content content, Place archive, int depth) {
            this.content = content;
            this.archive = archive;
            this.depth = depth;
        }

        private Place place(String name) {
            return archive.inside("!/" + name);
        }

        private EntryContent entry(String name, EntryContent.Region bytes) {
            String last = name.substring(name.lastIndexOf('/') + 1);
            return new EntryContent(file, archive, place(name), last, bytes);
        }

        @Override
        public void refused(byte[] name, String reason) throws IOException {
            budget.entry();
            unreadable(place(Escaped.of(name)), reason);
        }

        @Override
        public void stored(byte[] name, long start, long size)
                throws IOException, InterruptedException {
            begin();
            budget.stored(size);
            EntryContent entry =
                    entry(Escaped.of(name), new EntryContent.Stored(content, start, size));
            try {
                read(entry, depth);
            } catch (LimitReached e) {
                throw e;
            } catch (IOException e) {
                unreadable(entry.place(), Reason.of(e));
            }
        }

        @Override
        public void streamed(byte[] name, InputStream bytes)
                throws IOException, InterruptedException {
            // What comes from a packed tar was counted when that was unpacked.
            InputStream counted = bytes instanceof PartStream ? bytes : budget.counted(bytes);
            String text = Escaped.of(name);
            try {
                streamed(text, peekable(counted), archive);
            } catch (LimitReached e) {
                throw e;
            } catch (IOException e) {
                unreadable(place(text), "the archive is damaged here: " + Reason.of(e));
            }
        }

        private void streamed(String name, PushbackInputStream stream, Place container)
                throws IOException, InterruptedException {
            begin();
            ArchiveFormat format = formatOf(stream);
            boolean opened = format == ArchiveFormat.TAR || format == ArchiveFormat.GZIP;
            Place place = container.inside("!/" + name);
            if (opened && depth == limits.archiveDepth()) {
                tooDeep(place);
            } else if (format == ArchiveFormat.TAR) {
                Tar.visit(stream, new Entries(content, place, depth + 1));
            } else if (format == ArchiveFormat.GZIP) {
                gunzip(stream, place, name, new Entries(content, place, depth + 1));
            } else {
                held(name, stream);
            }
        }

        private void held(String name, InputStream stream)
                throws IOException, InterruptedException {
            EntryContent.Unpacked bytes = budget.hold(stream);
            try {
                EntryContent entry = entry(name, bytes);
                boolean whole = bytes.length() < limits.entryBytes() && stream.read() < 0;
                if (!whole && stream.read() >= 0) {
                    unreadable(
                            entry.place(),
                            "only its first "
                                    + (bytes.length() >> 20)
                                    + " MiB were looked at: more is not unpacked in memory");
                }
                read(entry, depth);
            } finally {
                budget.release(bytes);
            }
        }

        private void begin() throws LimitReached, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while unpacking");
            }
            budget.entry();
        }
    }

    private void handOver(Content content) throws InterruptedException {
        if (content.size() > limits.fileBytes()) {
            unreadable(
                    content.place(),
                    "it is larger than "
                            + (limits.fileBytes() >> 20)
                            + " MiB; raise the limit to have it read");
            return;
        }
        try {
            settings.reader().read(content, settings.source(), out);
        } catch (RuntimeException | StackOverflowError e) {
            // A fault of ours in one reader must not cost the other files.
            unreadable(
                    content.place(),
                    "an error in Muster kept it from being read ("
                            + e.getClass().getSimpleName()
                            + "); please report it");
        }
    }

    private void unsupported(Content content) {
        if (TAR_NAME.matcher(content.name()).matches()) {
            unreadable(
                    content.place(),
                    "an archive packed with bzip2, xz or zstd, which are not unpacked;"
                            + " unpack it and scan that");
        }
    }

    private void tooDeep(Place place) {
        unreadable(
                place,
                "it lies in "
                        + limits.archiveDepth()
                        + " archives, one in another; it was not opened");
    }

    private void unreadable(Place place, String reason) {
        if (unreadable++ < TOLD_MAX) {
            out.accept(new Observation.Unreadable(place, reason));
        }
    }
}
