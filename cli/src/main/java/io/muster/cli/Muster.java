package io.muster.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Muster.VersionLine.class,
        footer = "More: muster COMMAND --help, muster man COMMAND.")
public final class Muster {
    private static final int HELP_COLUMNS = 80;
    private static final int HELP_OPTION_COLUMNS = 26;

    /// In the order of the help.
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("scan", ScanCommand.class);
        COMMANDS.put("serve", ServeCommand.class);
        COMMANDS.put("sign-in", SignInCommand.class);
        COMMANDS.put("token", TokenCommand.class);
        COMMANDS.put("access", AccessCommand.class);
        COMMANDS.put("directory", DirectoryCommand.class);
        COMMANDS.put("machines", MachinesCommand.class);
        COMMANDS.put("inventory", InventoryCommand.class);
        COMMANDS.put("search", SearchCommand.class);
        COMMANDS.put("findings", FindingsCommand.class);
        COMMANDS.put("exceptions", ExceptionsCommand.class);
        COMMANDS.put("metrics", MetricsCommand.class);
        COMMANDS.put("graph", GraphCommand.class);
        COMMANDS.put("coverage", CoverageCommand.class);
        COMMANDS.put("rehearsal", RehearsalCommand.class);
        COMMANDS.put("alerts", AlertsCommand.class);
        COMMANDS.put("teams", TeamsCommand.class);
        COMMANDS.put("owners", OwnersCommand.class);
        COMMANDS.put("orphans", OrphansCommand.class);
        COMMANDS.put("review", ReviewCommand.class);
        COMMANDS.put("retirement", RetirementCommand.class);
        COMMANDS.put("permissions", PermissionsCommand.class);
        COMMANDS.put("compliance", ComplianceCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("pqc", PqcCommand.class);
        COMMANDS.put("runs", RunsCommand.class);
        COMMANDS.put("export", ExportCommand.class);
        COMMANDS.put("import", ImportCommand.class);
        COMMANDS.put("declared", DeclaredCommand.class);
        COMMANDS.put("audit", AuditCommand.class);
        COMMANDS.put("who", WhoCommand.class);
        COMMANDS.put("backup", BackupCommand.class);
        COMMANDS.put("restore", RestoreCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("show", ShowCommand.class);
        COMMANDS.put("lint", LintCommand.class);
        COMMANDS.put("rules", RulesCommand.class);
        COMMANDS.put("policy", PolicyCommand.class);
        COMMANDS.put("sources", SourcesCommand.class);
        COMMANDS.put("config", ConfigCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
        COMMANDS.put("man", ManCommand.class);
        COMMANDS.put("version", Version.class);
    }

    /// These look at all the others.
    private static final Set<String> ABOUT_COMMANDS = Set.of("completion", "man");

    private final Surroundings surroundings;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Tells how to use this.")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            description = "Prints the version of this build.")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private boolean version;

    private Muster(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The commands, ready to run.
    public static CommandLine commands(LocalServer server) {
        return commands(Surroundings.ofProcess(server));
    }

    /// What `words` need. picocli builds every command it knows, option by option, which is most of
    /// what a short command does: so where the first word names one, it is told of that alone.
    public static CommandLine commandsFor(LocalServer server, String... words) {
        boolean one =
                words.length > 0
                        && COMMANDS.containsKey(words[0])
                        && !ABOUT_COMMANDS.contains(words[0]);
        return commands(Surroundings.ofProcess(server), one ? Set.of(words[0]) : COMMANDS.keySet());
    }

    /// The commands, in `surroundings` instead of this process.
    static CommandLine commands(Surroundings surroundings) {
        return commands(surroundings, COMMANDS.keySet());
    }

    private static CommandLine commands(Surroundings surroundings, Collection<String> names) {
        CommandLine commands = new CommandLine(new Muster(surroundings));
        names.forEach(it -> commands.addSubcommand(it, COMMANDS.get(it)));
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
