package io.muster.discovery.git;

import io.muster.discovery.files.Exclusions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which files of a repository are looked at.
///
/// @param base the parts of the path that the repository's files lie below
record Wanted(Exclusions exclusions, List<String> base) {
    Wanted {
        base = List.copyOf(base);
    }

    /// @param path in the repository
    boolean wants(String path, boolean folder) {
        if (exclusions.isEmpty()) {
            return true;
        }
        List<String> names = new ArrayList<>(base);
        names.addAll(Arrays.asList(path.split("/")));
        return !exclusions.exclude(names, folder);
    }
}
