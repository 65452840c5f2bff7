package io.muster.cli;

import io.muster.model.Malformed;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster man [COMMAND]`: the manual page, for man(1).
@Command(
        name = "man",
        description = "Prints the manual page of a command, or of Muster itself.",
        footer = "To read it: muster man scan | man -l -")
final class ManCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "Whose page: scan, config check.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws Malformed {
        CommandSpec command = spec.root();
        for (String word : words) {
            CommandLine inner = command.subcommands().get(word);
            if (inner == null) {
                throw new Malformed("there is no command '" + String.join(" ", words) + "'");
            }
            command = inner.getCommandSpec();
        }
        var out = spec.commandLine().getOut();
        out.print(ManPage.of(command));
        out.flush();
        return ScanCommand.FINE;
    }
}
