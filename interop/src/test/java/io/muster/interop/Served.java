package io.muster.interop;

import io.muster.testing.ChildServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `muster serve` as a process of its own; up when it was made.
final class Served implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready https://[^:]+:([0-9]+)/.*");
    private static final long PATIENCE_SECONDS = 60;
    private static final int ATTEMPTS = 5;
    private static final String TAKEN = "choose another with --http-listen";

    private final Process process;
    private final String ready;
    private final int plainPort;

    private Served(Process process, String ready, int plainPort) {
        this.process = process;
        this.ready = ready;
        this.plainPort = plainPort;
    }

    /// A server over `data` that looks at nothing by itself.
    static Served quiet(Sandbox sandbox, Path data, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--no-first-scan"));
        all.addAll(List.of(options));
        return with(sandbox, data, Map.of(), all);
    }

    /// @param environment in addition to the sandbox's
    static Served with(
            Sandbox sandbox, Path data, Map<String, String> environment, List<String> options)
            throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(sandbox, data, environment, options);
            } catch (IllegalStateException e) {
                // Another test took the port between our look and the server's.
                if (attempt == ATTEMPTS || !e.getMessage().contains(TAKEN)) {
                    throw e;
                }
            }
        }
    }

    private static Served once(
            Sandbox sandbox, Path data, Map<String, String> environment, List<String> options)
            throws Exception {
        int plain = ChildServer.freePort();
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--data",
                                data.toString(),
                                "--listen",
                                "127.0.0.1:0",
                                "--http-listen",
                                "127.0.0.1:" + plain));
        words.addAll(options);
        return of(sandbox, Sandbox.product(words.toArray(String[]::new)), environment, plain);
    }

    /// A command that becomes a server, such as one that limits it first.
    static Served of(
            Sandbox sandbox, List<String> command, Map<String, String> environment, int plain)
            throws Exception {
        Path errors = Files.createTempFile(sandbox.temporary(), "serve", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(sandbox.root().toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectError(errors.toFile());
        builder.environment().putAll(sandbox.environment());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String ready = process.inputReader().readLine();
        if (ready == null) {
            process.waitFor();
            throw new IllegalStateException(
                    "the server ended with %d: %s"
                            .formatted(process.exitValue(), Files.readString(errors)));
        }
        return new Served(process, ready, plain);
    }

    /// What it printed when it was up.
    String ready() {
        return ready;
    }

    int port() {
        Matcher matcher = READY.matcher(ready);
        if (!matcher.matches()) {
            throw new IllegalStateException(ready);
        }
        return Integer.parseInt(matcher.group(1));
    }

    int plainPort() {
        return plainPort;
    }

    Client as(String token) {
        return new Client("https://127.0.0.1:" + port(), token);
    }

    Client asNobody() {
        return as("");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// As the kernel ends it: nothing is flushed, nobody is told.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Asks it to end.
    void terminate() {
        process.destroy();
    }

    /// @return its exit code
    int ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not end");
        }
        return process.exitValue();
    }

    /// A new token, made beside the server.
    ///
    /// @param scope words with commas
    static String token(Sandbox sandbox, Path data, String scope, String... options)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "token",
                                "create",
                                "--data",
                                data.toString(),
                                "--name",
                                scope,
                                "--scope",
                                scope));
        words.addAll(List.of(options));
        Run run = sandbox.muster(words.toArray(String[]::new));
        if (run.code() != 0) {
            throw new IllegalStateException(run.errors());
        }
        return run.output().strip();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
