package io.muster.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `./muster serve` while it runs, in a data folder and at ports of its own.
///
/// @param address `https://127.0.0.1:PORT`
record Serving(Process process, Path data, String address) implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    /// Waits for the `ready` line.
    static Serving in(Sandbox sandbox, String... more) throws IOException {
        Path data = sandbox.root().resolve("data");
        if (!Files.exists(data)) {
            var mine = PosixFilePermissions.fromString("rwx------");
            Files.createDirectory(data, PosixFilePermissions.asFileAttribute(mine));
        }
        Stream<String> words =
                Stream.of(
                        "serve",
                        "--data",
                        data.toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--http-listen",
                        "127.0.0.1:0",
                        "--no-first-scan");
        List<String> command =
                Sandbox.product(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
        var builder =
                new ProcessBuilder(command)
                        .directory(sandbox.root().toFile())
                        .redirectError(sandbox.root().resolve("serve.err").toFile());
        builder.environment().putAll(sandbox.environment());
        Process process = builder.start();
        var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null || !line.startsWith("ready https://")) {
            process.destroyForcibly();
            throw new AssertionError(line + Files.readString(sandbox.root().resolve("serve.err")));
        }
        return new Serving(process, data, line.split("\\s+", -1)[1].replaceFirst("/$", ""));
    }

    /// Works once.
    String signInLink() throws IOException {
        return Files.readString(data.resolve("sign-in-link")).strip();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not end in " + STOP_SECONDS + " seconds");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
