package io.muster.interop;

import io.muster.testing.ChildServer;
import io.muster.testing.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL on loopback that waits for its disk, and can be stopped and started.
final class Postgresql implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port = ChildServer.freePort();
    private ChildServer server;

    /// @param folder where others may enter, with nothing in it
    Postgresql(Path folder) throws Exception {
        this.programs = programs();
        this.folder = folder;
        if (root()) {
            run("chown", "postgres", folder.toString());
        }
        run(
                unprivileged(
                        programs.resolve("initdb").toString(),
                        "-D" + folder.resolve("data"),
                        "-Umuster",
                        "-Atrust",
                        "-EUTF8",
                        "--locale=C"));
        start();
        run(
                programs.resolve("createdb").toString(),
                "-h127.0.0.1",
                "-p" + port,
                "-Umuster",
                "muster");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/muster?user=muster";
    }

    void start() throws Exception {
        server =
                new ChildServer(
                        Files.createTempFile("postgresql", ".log"),
                        port,
                        unprivileged(
                                programs.resolve("postgres").toString(),
                                "-D" + folder.resolve("data"),
                                "-p" + port,
                                "-h127.0.0.1",
                                "-k" + folder));
        // It listens before it answers.
        Eventually.holds("PostgreSQL answers", this::answers);
    }

    private boolean answers() throws Exception {
        Run run =
                Run.of(
                        List.of(
                                programs.resolve("pg_isready").toString(),
                                "-h127.0.0.1",
                                "-p" + port),
                        Path.of("/"));
        return run.code() == 0;
    }

    /// Ends it at once, with everybody who is connected.
    void stop() throws Exception {
        run(
                unprivileged(
                        programs.resolve("pg_ctl").toString(),
                        "-D" + folder.resolve("data"),
                        "-mimmediate",
                        "-w",
                        "stop"));
        server.close();
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(it -> it.resolve("bin"))
                    .filter(it -> Files.isExecutable(it.resolve("initdb")))
                    .max(Path::compareTo)
                    .orElseThrow(IOException::new);
        } catch (IOException _) {
            throw Missing.here("not installed: postgresql");
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// PostgreSQL refuses to be root.
    private static List<String> unprivileged(String... command) {
        List<String> all = new ArrayList<>();
        if (root()) {
            all.addAll(
                    List.of(
                            "/usr/bin/setpriv",
                            "--reuid=postgres",
                            "--regid=postgres",
                            "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static void run(String... command) throws Exception {
        run(List.of(command));
    }

    private static void run(List<String> command) throws Exception {
        Run run = Run.of(command, Path.of("/"));
        if (run.code() != 0) {
            throw new IllegalStateException(command + ": " + run.output() + run.errors());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
