package io.muster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What this machine calls itself.
final class Host {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private Host() {}

    /// From the kernel, else from the environment: no name service is asked.
    static String name() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException _) {
            Map<String, String> environment = System.getenv();
            return environment.getOrDefault(
                    "HOSTNAME", environment.getOrDefault("COMPUTERNAME", "localhost"));
        }
    }
}
