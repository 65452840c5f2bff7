package io.muster.discovery.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Finds where a repository keeps its objects and refs (gitrepository-layout(5)), without asking
/// its configuration.
final class LocalRepository {
    private LocalRepository() {}

    /// The folder with `HEAD`, `objects` and `refs` of the repository at `path`.
    ///
    /// @throws Damaged when there is none, or it keeps them elsewhere
    static Path at(Path path) throws IOException {
        Path real;
        try {
            real = path.toRealPath();
        } catch (NoSuchFileException e) {
            throw new Damaged("there is no such folder");
        }
        Path inside = real.resolve(".git");
        if (Files.isSymbolicLink(inside)
                || Files.isRegularFile(inside, LinkOption.NOFOLLOW_LINKS)) {
            throw new Damaged(
                    "its .git leads to another folder (a submodule or an added work tree); scan the"
                            + " repository that it belongs to");
        }
        Path folder = isFolder(inside) ? inside : real;
        if (!Files.isRegularFile(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)) {
            throw new Damaged("there is no git repository");
        }
        if (!isFolder(folder.resolve("objects"))) {
            throw new Damaged("its objects are not in it; scan the repository that has them");
        }
        return folder;
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
