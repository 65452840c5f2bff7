package io.muster.discovery.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which file systems hold nothing that anybody put there. The kernel makes up what is in them,
/// some of it without an end.
final class Mounts {
    private static final Set<String> VIRTUAL =
            Set.of(
                    "autofs",
                    "binfmt_misc",
                    "bpf",
                    "cgroup",
                    "cgroup2",
                    "configfs",
                    "debugfs",
                    "devpts",
                    "efivarfs",
                    "fusectl",
                    "fuse.portal",
                    "mqueue",
                    "nsfs",
                    "proc",
                    "pstore",
                    "rpc_pipefs",
                    "securityfs",
                    "selinuxfs",
                    "sysfs",
                    "tracefs");

    private final ConcurrentHashMap<Long, Boolean> virtual = new ConcurrentHashMap<>();

    /// @param device the file system that `path` is on
    boolean isVirtual(long device, Path path) {
        return virtual.computeIfAbsent(device, _ -> isVirtual(path));
    }

    private static boolean isVirtual(Path path) {
        try {
            return VIRTUAL.contains(Files.getFileStore(path).type());
        } catch (IOException | SecurityException e) {
            // Not to be told by its type, so looked at like any other.
            return false;
        }
    }
}
