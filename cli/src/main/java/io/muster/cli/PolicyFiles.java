package io.muster.cli;

import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The policies that somebody names: files, and folders for the files in them.
final class PolicyFiles {
    private static final int FILES_MAX = 1_000;

    private PolicyFiles() {}

    /// Files in order; those of a folder by name, without what stands beside a policy as its tests.
    ///
    /// @throws Malformed when a folder has none, or too many
    static List<Path> of(List<Path> named) throws Malformed, IOException {
        List<Path> files = new ArrayList<>();
        for (Path it : named) {
            if (Files.isDirectory(it)) {
                files.addAll(in(it));
            } else {
                files.add(it);
            }
        }
        return files;
    }

    private static List<Path> in(Path folder) throws Malformed, IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files =
                    all.filter(it -> isPolicy(String.valueOf(it.getFileName())))
                            .filter(Files::isRegularFile)
                            .limit(FILES_MAX + 1L)
                            .sorted()
                            .toList();
            if (files.isEmpty() || files.size() > FILES_MAX) {
                throw new Malformed(
                        folder
                                + (files.isEmpty()
                                        ? " holds no policy: no file ends in .yaml or .yml"
                                        : " holds more than 1,000 policies"));
            }
            return files;
        }
    }

    private static boolean isPolicy(String name) {
        return name.matches(".+[.]ya?ml") && !name.matches(".+[.]test[.]ya?ml");
    }
}
