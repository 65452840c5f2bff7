package io.muster.secret;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How fast the scanner is on one core: loads a tree into memory, then scans it some times.
///
/// Run: `java -cp <core classes and test classes> io.muster.secret.SecretSpeed TREE [MEGABYTES]`
public final class SecretSpeed {
    private static final class Loaded {
        final String path;
        final byte[] bytes;

        Loaded(String path, byte[] bytes) {
            this.path = path;
            this.bytes = bytes;
        }
    }

    private SecretSpeed() {}

    public static void main(String[] arguments) throws IOException {
        long limit = (arguments.length > 1 ? Long.parseLong(arguments[1]) : 200) << 20;
        var files = load(Path.of(arguments[0]), limit);
        long bytes = files.stream().mapToLong(it -> it.bytes.length).sum();
        var threads = ManagementFactory.getThreadMXBean();
        var scanner = SecretScanner.withAllDetectors();
        for (int round = 1; round <= 6; round++) {
            long[] hits = {0};
            long start = threads.getCurrentThreadCpuTime();
            for (Loaded file : files) {
                scanner.scan(file.bytes, file.bytes.length, new Origin(file.path), _ -> hits[0]++);
            }
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf(
                    "round %d: %d files, %d MB, %d detectors, %d hits, %.0f MB/s of p"
                            + "rocessor time%n",
                    round,
                    files.size(),
                    bytes >> 20,
                    scanner.detectors().size(),
                    hits[0],
                    bytes / 1e6 / seconds);
        }
    }

    private static List<Loaded> load(Path root, long limit) throws IOException {
        var files = new ArrayList<Loaded>();
        long total = 0;
        try (var all = Files.walk(root)) {
            for (Path file :
                    all.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
                            .sorted()
                            .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                total += bytes.length;
                files.add(new Loaded(file.toString(), bytes));
                if (total > limit) {
                    break;
                }
            }
        }
        return files;
    }
}
