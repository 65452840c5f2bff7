package io.muster.cli;

import io.muster.config.ServerSettings;
import io.muster.export.Clean;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster restore`: the way back from a backup.
@Command(
        name = "restore",
        description = "Puts a backup into a data folder that has no database; it is checked first.")
final class RestoreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions server;

    @Option(
            names = "--new-keys",
            description =
                    "The server's fingerprint.key, audit.key and report.key are lost: let it make others. Secrets that were seen"
                            + " before count as others then.")
    private boolean newKeys;

    @Parameters(paramLabel = "FOLDER", description = "The backup.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        ServerSettings settings = server.settings(around);
        LocalServer.KeysOfOld keys =
                newKeys ? LocalServer.KeysOfOld.LOST : LocalServer.KeysOfOld.AT_HAND;
        around.server().restore(settings, folder.toAbsolutePath(), keys);
        String next =
                newKeys || Files.exists(settings.data().resolve("fingerprint.key"))
                        ? "restored; start the server"
                        : "restored; put its fingerprint.key, audit.key and report.key into %s, then start the server"
                                .formatted(settings.data());
        spec.commandLine().getOut().println(Clean.terminal(next));
        return ScanCommand.FINE;
    }
}
