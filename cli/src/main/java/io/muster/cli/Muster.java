package io.muster.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `muster` itself: its commands, and how their exit codes read.
///
/// 0 fine; 1 findings at or above `--fail-on`; 2 wrong usage or configuration; 3 a whole target
/// could not be scanned.
@Command(
        name = "muster",
        description = "Finds every machine identity, says whose it is and what is wrong with it.",
        synopsisSubcommandLabel = "COMMAND")
public final class Muster {

    /// In the order of the help.
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("scan", ScanCommand.class);
        COMMANDS.put("show", ShowCommand.class);
        COMMANDS.put("rules", RulesCommand.class);
        COMMANDS.put("sources", SourcesCommand.class);
        COMMANDS.put("config", ConfigCommand.class);
        COMMANDS.put("version", Version.class);
    }

    private Muster() {}

    /// The commands, ready to run.
    public static CommandLine commands() {
        var muster = new CommandLine(new Muster());
        COMMANDS.forEach(muster::addSubcommand);
        return muster;
    }

    /// What `words` need: picocli builds every command it knows, option by option, which is most
    /// of what a short command does; so where the first word names one, it is told of that alone.
    public static CommandLine commandsFor(String... words) {
        if (words.length == 0 || !COMMANDS.containsKey(words[0])) {
            return commands();
        }
        return new CommandLine(new Muster()).addSubcommand(words[0], COMMANDS.get(words[0]));
    }
}
