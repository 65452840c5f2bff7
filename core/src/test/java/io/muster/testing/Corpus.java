package io.muster.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/// The corpora made by others, which stand beside the clone in `../shared/testdata` and are never
/// copied into it. Where they lack, they are [Missing].
public final class Corpus {
    private Corpus() {}

    /// The file or folder `name` of the corpora, for example `x509-limbo/limbo-core.json`.
    public static Path path(String name) {
        return beside("testdata", name);
    }

    /// A file of the published schemas and facts beside the clone, for example
    /// `sarif/sarif-schema-2.1.0.json`.
    public static Path standard(String name) {
        return beside("standards-data", name);
    }

    private static Path beside(String folder, String name) {
        Path repository = Path.of("").toAbsolutePath();
        while (repository != null && !Files.isRegularFile(repository.resolve("LICENSE"))) {
            repository = repository.getParent();
        }
        if (repository == null) {
            throw new IllegalStateException("not run inside a clone of the repository");
        }
        Path path = repository.resolveSibling("shared").resolve(folder).resolve(name);
        if (Files.exists(path)) {
            return path;
        }
        throw Missing.here("corpus absent: ../shared/" + folder + "/" + name);
    }
}
