package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.export.Clean;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `muster backup`: a copy of everything that the server keeps in its databases.
@Command(
        name = "backup",
        description = {
            "Copies the databases of the server on this machine into a new folder; it may run meanwhile.",
            "",
            "With --server that server makes the copy in its own backup folder, and its name, size and checksum are"
                    + " printed; the token needs the scope backup."
        })
final class BackupCommand implements Callable<Integer> {

    private static final Table TABLE =
            Table.of("name", "state", "made", "size", "keptUntil", "trouble");
    private static final Duration REST = Duration.ofSeconds(1);

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions server;

    @Mixin private DoorOptions door;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "A new folder; not with --server.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Malformed, IOException, InterruptedException {
        Surroundings around = Surroundings.of(spec);
        if (door.named() == (folder != null)) {
            throw new IllegalArgumentException(
                    "name a new folder, or the server that makes the backup with --server");
        }
        spec.commandLine().getOut().println(Clean.terminal(made(around)));
        return ScanCommand.FINE;
    }

    @Command(
            name = "list",
            description = {
                "Lists the backups in a server's backup folder, the newest first.",
                "",
                "The newest ones (backup.newest) have no end; the others are removed when the time comes that is shown"
                        + " (backup.days)."
            })
    int list(@Mixin Online online) throws InterruptedException {
        return online.ask(server -> online.whole(server, "/api/v1/backups", TABLE));
    }

    private String made(Surroundings around) throws Malformed, IOException, InterruptedException {
        if (folder != null) {
            around.server().backup(server.settings(around), folder.toAbsolutePath());
            return "the backup is in " + folder;
        }
        try (RemoteServer there = door.open(server.configuration(around), around)) {
            JsonNode copy = there.post("/api/v1/backup");
            String path = "/api/v1/backups/" + Online.segment(copy.path("name").asString());
            while (copy.path("state").asString().equals("running")) {
                Thread.sleep(REST);
                copy = there.get(path);
            }
            if (!copy.path("state").asString().equals("made")) {
                throw new IOException(copy.path("trouble").asString("the backup failed"));
            }
            return "backup %s of %d bytes, sha256 %s"
                    .formatted(
                            copy.path("name").asString(),
                            copy.path("size").asLong(),
                            copy.path("sha256").asString());
        }
    }
}
