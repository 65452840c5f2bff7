package io.muster.discovery.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// An open folder, listed some names at a time, by several threads when it is large.
///
/// Files are opened relative to it, so that nobody who swaps a folder for a link while we walk can
/// lead us elsewhere.
final class Listing implements Step {
    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Folder folder;
    private final SecureDirectoryStream<Path> stream;
    private final Iterator<Path> names;
    private IgnoreRules ignored = IgnoreRules.NONE;
    private int users = 1;

    private Listing(Folder folder, SecureDirectoryStream<Path> stream) {
        this.folder = folder;
        this.stream = stream;
        this.names = stream.iterator();
    }

    /// @throws IOException when it cannot be listed, or is no longer the folder that was met
    // It stays open as long as somebody uses it: release() closes it.
    @SuppressWarnings("StreamResourceLeak")
    static Listing open(Folder folder) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path());
        try {
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                throw new FileSystemException(
                        folder.path().toString(), null, "not a POSIX file system");
            }
            Object key =
                    secure.getFileAttributeView(BasicFileAttributeView.class)
                            .readAttributes()
                            .fileKey();
            if (!folder.key().equals(key)) {
                throw new FileSystemException(
                        folder.path().toString(), null, "it was replaced while the scan ran");
            }
            return new Listing(folder, secure);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    Folder folder() {
        return folder;
    }

    /// What is ignored in here, set once before anybody else sees this.
    void ignore(IgnoreRules rules) {
        ignored = rules;
    }

    IgnoreRules ignored() {
        return ignored;
    }

    /// Up to `count` more paths; fewer when there are no more.
    synchronized List<Path> next(int count) throws IOException {
        List<Path> next = new ArrayList<>(count);
        try {
            while (next.size() < count && names.hasNext()) {
                next.add(names.next());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return next;
    }

    /// Opens the file of that path in here; never through a link.
    SeekableByteChannel file(Path path) throws IOException {
        return stream.newByteChannel(path.getFileName(), READ);
    }

    /// The folder of that path in here; never through a link.
    Folder folder(Path path, long device) throws IOException {
        Object key =
                stream.getFileAttributeView(
                                path.getFileName(),
                                BasicFileAttributeView.class,
                                LinkOption.NOFOLLOW_LINKS)
                        .readAttributes()
                        .fileKey();
        return new Folder(path, key, device, ignored);
    }

    /// One more thread uses this.
    synchronized void retain() {
        users++;
    }

    /// A thread is done with this; the last one closes it.
    synchronized void release() {
        if (--users == 0) {
            try {
                stream.close();
            } catch (IOException e) {
                // Nothing was written, so nothing is lost.
                return;
            }
        }
    }
}
