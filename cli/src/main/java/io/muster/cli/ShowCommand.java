package io.muster.cli;

import io.muster.export.DetailWriter;
import io.muster.export.JsonWriter;
import io.muster.export.ResultWriter;
import io.muster.model.Malformed;
import io.muster.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster show THING`: everything about one file, one server or what comes on standard input.
@Command(
        name = "show",
        description =
                "Shows everything about a file, a HOST:PORT, or what comes on standard input (-).",
        exitCodeList = {"0:Fine.", "2:Wrong usage.", "3:The thing could not be looked at."})
final class ShowCommand implements Callable<Integer> {
    private static final long STANDARD_INPUT_MAX = 64L << 20;

    @Spec private CommandSpec spec;

    @Mixin private Scope scope;

    @Parameters(paramLabel = "THING", description = "A file, a HOST:PORT, or -.")
    private String thing = "";

    @Option(names = "--json", description = "Print the document that scan --format json prints.")
    private boolean json;

    @Override
    public Integer call() throws Malformed, IOException, InterruptedException {
        Terminal terminal = Terminal.of(spec);
        ResultWriter writer = json ? JsonWriter.DOCUMENT : new DetailWriter(terminal.ink());
        return thing.equals("-") ? showInput(terminal, writer) : show(thing, terminal, writer);
    }

    private int show(String target, Terminal terminal, ResultWriter writer)
            throws Malformed, IOException, InterruptedException {
        try (Run run = scope.run(List.of(target), Run.Key.OWN)) {
            ScanResult result = run.look(Optional.empty());
            writer.write(result, terminal.out());
            if (result.summary().credentials() == 0 && result.failed().isEmpty()) {
                terminal.err().println("muster: nothing in " + target + " that Muster knows");
            }
            return result.failed().isEmpty() ? ScanCommand.FINE : ScanCommand.TARGET_LOST;
        }
    }

    /// What comes on standard input is laid down as a private file for the moment: sources look at
    /// places.
    private int showInput(Terminal terminal, ResultWriter writer)
            throws Malformed, IOException, InterruptedException {
        Path file = Files.createTempFile("standard-input", "");
        try (var to = Files.newOutputStream(file)) {
            byte[] input = Surroundings.of(spec).input().readNBytes((int) STANDARD_INPUT_MAX + 1);
            if (input.length > STANDARD_INPUT_MAX) {
                throw new Malformed("standard input has more than 64 MiB; give a file instead");
            }
            to.write(input);
            to.flush();
            return show(file.toString(), terminal, writer);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
