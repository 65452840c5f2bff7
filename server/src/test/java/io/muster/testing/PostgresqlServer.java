package io.muster.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real PostgreSQL on loopback, started at first use, as an unprivileged user, without waiting
/// for disks; gone with the tests.
public final class PostgresqlServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Optional<PostgresqlServer> SERVER = start();

    private final int port;

    private PostgresqlServer(int port) {
        this.port = port;
    }

    /// Whether there is one on this machine.
    public static boolean present() {
        return SERVER.isPresent();
    }

    /// The address of a database with nothing in it.
    public static String freshDatabase() {
        return create("");
    }

    /// The address of a database that begins as a copy of another.
    ///
    /// @param url of a database that nobody is connected to
    public static String copyOf(String url) {
        String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        return create(" TEMPLATE " + name);
    }

    private static String create(String how) {
        PostgresqlServer server = SERVER.orElseThrow();
        String name = "muster_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + how);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=muster";
    }

    private static Optional<PostgresqlServer> start() {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path folder = Files.createTempDirectory("muster-postgresql");
            boolean root = "root".equals(System.getProperty("user.name"));
            if (root) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            List<String> user =
                    root
                            ? List.of(
                                    "setpriv",
                                    "--reuid=postgres",
                                    "--regid=postgres",
                                    "--clear-groups")
                            : List.of();
            Path data = folder.resolve("data");
            run(
                    with(
                            user,
                            programs.get().resolve("initdb").toString(),
                            "-D" + data,
                            "-Umuster",
                            "-Atrust",
                            "-EUTF8",
                            "--locale=C",
                            "-N"));
            int port = freePort();
            Process process =
                    new ProcessBuilder(
                                    with(
                                            user,
                                            programs.get().resolve("postgres").toString(),
                                            "-D" + data,
                                            "-p" + port,
                                            "-h127.0.0.1",
                                            "-k" + folder,
                                            "-cfsync=off",
                                            "-cfull_page_writes=off",
                                            "-csynchronous_commit=off",
                                            "-cmax_connections=200"))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
            PostgresqlServer server = new PostgresqlServer(port);
            server.awaitAnswer(process);
            return Optional.of(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(it -> it.resolve("bin"))
                    .filter(it -> Files.isExecutable(it.resolve("initdb")))
                    .max(Path::compareTo);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void awaitAnswer(Process process) {
        while (process.isAlive()) {
            try (Connection _ = DriverManager.getConnection(url("postgres"))) {
                return;
            } catch (SQLException _) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("PostgreSQL ended with " + process.exitValue());
    }

    /// At once: asked politely, it waits for whoever is still connected. Its hundreds of thousands
    /// of files are removed by somebody who may take longer than this process is given to end.
    private static void stop(Process process, Path folder) {
        try {
            run(List.of("kill", "-s", "QUIT", Long.toString(process.pid())));
        } catch (IOException | IllegalStateException _) {
            process.destroyForcibly();
        }
        process.onExit().join();
        try {
            new ProcessBuilder("rm", "-rf", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(new File("/"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("failed: " + String.join(" ", command));
        }
    }

    private static List<String> with(List<String> user, String... command) {
        List<String> all = new ArrayList<>(user);
        all.addAll(List.of(command));
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
