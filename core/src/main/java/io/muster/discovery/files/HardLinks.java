package io.muster.discovery.files;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The files met under one of several names. Each is read once, at the end, under the first of its
/// names in order: two runs over one tree then say the same, whichever thread was faster.
final class HardLinks {
    /// With more than that, the rest are read under each of their names.
    private static final int KEPT_MAX = 200_000;

    private final Map<Inode, Name> names = new HashMap<>();

    /// @param device where the file is
    /// @param number unique on the device, while the file exists
    private record Inode(long device, long number) {}

    /// One name of a file.
    record Name(Folder folder, Path path, Status status) {}

    /// @return false when it cannot be kept and is to be read now
    synchronized boolean keep(Name name) {
        Inode inode = new Inode(name.status().device(), name.status().inode());
        if (names.size() >= KEPT_MAX && !names.containsKey(inode)) {
            return false;
        }
        names.merge(inode, name, (a, b) -> a.path().compareTo(b.path()) <= 0 ? a : b);
        return true;
    }

    /// The next file, taken out.
    synchronized Optional<Name> poll() {
        var rest = names.values().iterator();
        if (!rest.hasNext()) {
            return Optional.empty();
        }
        Name name = rest.next();
        rest.remove();
        return Optional.of(name);
    }
}
