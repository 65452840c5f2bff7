package io.muster.cli;

import io.muster.model.Malformed;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `muster sign-in`: a new link into the console, from whoever may read the data folder.
@Command(
        name = "sign-in",
        description =
                "Prints a link into the console of the server on this machine: good once, for ten minutes.")
final class SignInCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions server;

    @Override
    public Integer call() throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        spec.commandLine().getOut().println(around.server().signInLink(server.settings(around)));
        return ScanCommand.FINE;
    }
}
