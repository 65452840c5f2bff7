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

/// `muster restore`: the way back from a backup.
@Command(
        name = "restore",
        description = "Puts a backup into a data folder that has no database; it is checked first.")
final class RestoreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "FOLDER", description = "The backup.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        around.server().restore(server.settings(around), folder.toAbsolutePath());
        spec.commandLine().getOut().println(Clean.terminal("restored; start the server"));
        return ScanCommand.FINE;
    }
}
