package io.muster.discovery.files;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Knows a git repository by what lies in it (gitrepository-layout(5)): a file `HEAD` beside the
/// folders `objects` and `refs`. So submodules below `.git/modules` are known too.
final class RepositoryFolder {
    private static final String HEAD = "HEAD";
    private static final String IN_WORK_TREE = ".git";

    private RepositoryFolder() {}

    /// The repository whose HEAD `file` is, by its work tree where it lies in one.
    static Optional<Path> withHead(Path file) {
        Path folder = file.getParent();
        if (folder == null
                || !file.endsWith(HEAD)
                || !isFolder(folder.resolve("objects"))
                || !isFolder(folder.resolve("refs"))) {
            return Optional.empty();
        }
        return folder.endsWith(IN_WORK_TREE)
                ? Optional.ofNullable(folder.getParent())
                : Optional.of(folder);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
