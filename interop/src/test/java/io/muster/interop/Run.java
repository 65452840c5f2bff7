package io.muster.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What one run of a program left: its exit code and all it printed.
record Run(int code, String output, String errors) {

    private static final long LIMIT_SECONDS = 300;

    /// A program to be run.
    ///
    /// @param environment in addition to that of the tests
    record Call(List<String> command, Path folder, Map<String, String> environment, Path input) {

        Run run() throws IOException, InterruptedException {
            Path output = Files.createTempFile("run", ".out");
            Path errors = Files.createTempFile("run", ".err");
            try {
                var builder =
                        new ProcessBuilder(command)
                                .directory(folder.toFile())
                                .redirectInput(input.toFile())
                                .redirectOutput(output.toFile())
                                .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(
                            command + " did not end within " + LIMIT_SECONDS + " seconds");
                }
                return new Run(process.exitValue(), text(output), text(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        }
    }

    /// `./muster` with these words, in a folder that is not the clone.
    static Run muster(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(repository().resolve("muster").toString());
        command.addAll(List.of(words));
        return of(command, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Run of(List<String> command, Path folder) throws IOException, InterruptedException {
        return new Call(command, folder, Map.of(), Path.of("/dev/null")).run();
    }

    /// The root of the clone that this test belongs to.
    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not run inside a clone of the repository");
            }
        }
        return folder;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
