package io.muster.cli;

import io.muster.export.Clean;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster backup`: a copy of everything that the server keeps in its databases.
@Command(
        name = "backup",
        description =
                "Copies the databases of the server on this machine into a new folder; it may run meanwhile.")
final class BackupCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "FOLDER", description = "A new folder.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        around.server().backup(server.settings(around), folder.toAbsolutePath());
        spec.commandLine().getOut().println(Clean.terminal("the backup is in " + folder));
        return ScanCommand.FINE;
    }
}
