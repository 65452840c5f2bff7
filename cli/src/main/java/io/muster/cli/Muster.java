package io.muster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `muster` itself: its commands, and how their exit codes read.
///
/// 0 fine; 1 findings at or above `--fail-on`; 2 wrong usage or configuration; 3 a whole target
/// could not be scanned.
@Command(
        name = "muster",
        description = "Finds every machine identity, says whose it is and what is wrong with it.",
        subcommands = {
            ScanCommand.class,
            ShowCommand.class,
            RulesCommand.class,
            SourcesCommand.class,
            ConfigCommand.class,
            Version.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Muster {

    private Muster() {}

    /// The commands, ready to run.
    public static CommandLine commands() {
        return new CommandLine(new Muster());
    }
}
