package io.muster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

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
            LintCommand.class,
            RulesCommand.class,
            SourcesCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            ManCommand.class,
            Version.class
        },
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Muster.VersionLine.class,
        footer = "More: muster COMMAND --help, muster man COMMAND.")
public final class Muster {
    private static final int HELP_COLUMNS = 80;
    private static final int HELP_OPTION_COLUMNS = 26;

    private final Surroundings surroundings;

    // Picocli asks for a field, and answers both options before a command runs.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Tells how to use this.")
    private boolean help;

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--version",
            versionHelp = true,
            description = "Prints the version of this build.")
    private boolean version;

    private Muster(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The commands, ready to run.
    public static CommandLine commands() {
        return commands(Surroundings.ofProcess());
    }

    /// The commands, in `surroundings` instead of this process.
    static CommandLine commands(Surroundings surroundings) {
        CommandLine commands = new CommandLine(new Muster(surroundings));
        // @FILE is a list of targets. Picocli would take options from it as well.
        commands.setExpandAtFiles(false);
        commands.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        commands.setUsageHelpWidth(HELP_COLUMNS);
        commands.setUsageHelpLongOptionsMaxWidth(HELP_OPTION_COLUMNS);
        readable(commands);
        commands.setParameterExceptionHandler(Mistake::inUsage);
        commands.setExecutionExceptionHandler((e, line, _) -> Mistake.told(e, line.getErr()));
        return commands;
    }

    /// Lays out the help of `line` and all below it: a word for the options, which stand in the
    /// order of their declaration, and space between the parts.
    private static void readable(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.sortOptions(false);
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n");
        usage.optionListHeading("%n");
        usage.commandListHeading("%nCommands:%n");
        usage.footerHeading("%n");
        usage.exitCodeListHeading(usage.exitCodeList().isEmpty() ? "" : "%nExit code:%n");
        line.getSubcommands().values().forEach(Muster::readable);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /// What `--version` prints, the same as `muster version`.
    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"muster " + Version.number()};
        }
    }
}
