package io.muster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A real server as a child process, up when the constructor returns and gone after `close`.
public final class ChildServer implements AutoCloseable {
    private static final int TRIES = 500;
    private static final int PORTS_FROM = 12_000;
    private static final int PORTS_TO = 32_000;

    private final Process process;
    private final Path log;

    /// Starts `command`, the absolute path of a program first, and waits until it listens on
    /// `port`.
    ///
    /// Where the program is not installed the test says so and is not run; in CI it fails.
    public ChildServer(Path log, int port, List<String> command) throws Exception {
        this.log = log;
        require(Path.of(command.getFirst()));
        this.process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        for (int i = 0; i < TRIES; i++) {
            if (listens(port)) {
                return;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        close();
        throw new IllegalStateException(command.getFirst() + " does not listen: " + log());
    }

    private static void require(Path program) {
        if (!Files.isExecutable(program)) {
            throw Missing.here("not installed: " + program);
        }
    }

    /// A port of 127.0.0.1 that nothing listens on just now. Below those that the system gives to
    /// outgoing connections (from 32,768 on), so that none of them takes it before its server does.
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(PORTS_FROM, PORTS_TO);
            try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
                return socket.getLocalPort();
            } catch (BindException _) {
                // Another one.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static InetAddress loopback() {
        return InetAddress.ofLiteral("127.0.0.1");
    }

    /// What the server wrote so far.
    public String log() throws IOException {
        return Files.readString(log);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(_ -> killed()).join();
    }

    private Process killed() {
        return process.destroyForcibly();
    }
}
