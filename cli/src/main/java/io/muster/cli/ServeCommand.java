package io.muster.cli;

import io.muster.config.ServerSettings;
import io.muster.model.Malformed;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `muster serve`: becomes the server.
@Command(
        name = "serve",
        description = {
            "Keeps the roll: runs the server with its console and API until it is told to end.",
            "",
            "Prints one line, 'ready', with the address and a one-time sign-in link; where no terminal is "
                    + "watching, the link goes into the file 'sign-in-link' of the data folder instead."
        },
        exitCodeListHeading = "x",
        exitCodeList = {
            "0:it was told to end, and ended in order",
            "2:it could not start; one line says why, and nothing was left half started"
        })
final class ServeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions server;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where HTTPS answers; 127.0.0.1:8443.")
    private @Nullable String listen;

    @Option(
            names = "--http-listen",
            paramLabel = "HOST:PORT",
            description = "Where plain HTTP answers; 127.0.0.1:8080.")
    private @Nullable String httpListen;

    @Option(
            names = "--no-first-scan",
            description = "Do not look at this machine's usual places at the first start.")
    private boolean noFirstScan;

    @Override
    public Integer call() throws Malformed, IOException, InterruptedException {
        Surroundings around = Surroundings.of(spec);
        ServerSettings settings =
                server.settings(
                        around,
                        new ServerOptions.Given("serve.listen", listen),
                        new ServerOptions.Given("serve.http-listen", httpListen),
                        new ServerOptions.Given("serve.first-scan", noFirstScan ? "no" : null));
        Terminal terminal = Terminal.of(spec);
        around.server().run(settings, terminal.out(), terminal.outWatched());
        return ScanCommand.FINE;
    }
}
