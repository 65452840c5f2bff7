package io.muster.discovery.files;

import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The credentials in files under some folders, or in single files.
///
/// No link is followed: what a link inside a tree points to is met there under its own name, and
/// what lies outside is not asked for. A root may be a link. Devices, pipes and sockets are never
/// opened; virtual file systems (`/proc`, `/sys`) are entered only when they, or something in them,
/// are a root. A file with several names (hard links) is read once, under the first of them.
///
/// @param roots folders and files
/// @param exclude lines as in `.gitignore`: one that starts with `/` is an absolute path, any other
///   matches at any depth; a later `!line` takes back an earlier one
/// @param threads how many threads read
public record FileTree(
        List<Path> roots, List<String> exclude, IgnoreFiles ignoreFiles, Limits limits, int threads)
        implements Source {
    static final String NAME = "files";
    private static final int THREADS_MAX = 256;

    public FileTree {
        roots = List.copyOf(roots);
        exclude = List.copyOf(exclude);
        if (threads < 1 || threads > THREADS_MAX) {
            throw new IllegalArgumentException("threads: a number from 1 to " + THREADS_MAX);
        }
    }

    /// Everything under `roots`, with one thread for each processor.
    public static FileTree of(List<Path> roots) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new FileTree(
                roots,
                List.of(),
                IgnoreFiles.DISREGARDED,
                Limits.DEFAULT,
                Math.min(processors, THREADS_MAX));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void observe(Outside outside, Consumer<Observation> out) throws InterruptedException {
        observe(outside, out, _ -> {});
    }

    /// The same, and `repositories` is told of each git repository on the way: of the folder that
    /// has the work tree, or of the repository itself where there is none. It must be safe for use
    /// by several threads.
    public void observe(Outside outside, Consumer<Observation> out, Consumer<Path> repositories)
            throws InterruptedException {
        new Walk(this, outside, out, repositories).run();
    }
}
