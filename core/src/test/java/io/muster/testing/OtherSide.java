package io.muster.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server of somebody else, on loopback, for as long as a test runs.
public final class OtherSide implements AutoCloseable {
    public final int port;
    private final Process process;

    private OtherSide(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// A script that prints its port.
    public static OtherSide python(Path folder, String script, String... arguments)
            throws IOException {
        String python = "/usr/bin/python3";
        if (!Files.isExecutable(Path.of(python))) {
            throw Missing.here("not installed: python3");
        }
        Path file = folder.resolve(script);
        try (var in = OtherSide.class.getResourceAsStream(script)) {
            Files.write(file, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(python, file.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
        String port = out.readLine();
        if (port == null) {
            throw Missing.here("not installed: what " + script + " imports");
        }
        return new OtherSide(process, Integer.parseInt(port));
    }

    /// A program that listens at a port that it was told.
    public static OtherSide listening(int port, Path log, String... command) throws IOException {
        if (!Files.isExecutable(Path.of(command[0]))) {
            throw Missing.here("not installed: " + command[0]);
        }
        return new OtherSide(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                port);
    }

    public boolean runs() {
        return process.isAlive();
    }

    /// What a command prints; it must succeed.
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + out);
        }
        return out;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
