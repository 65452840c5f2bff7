package io.muster;

import io.muster.cli.Muster;
import picocli.CommandLine;

/// Joins the commands and runs one.
public final class Main {

    private Main() {}

    /// @param arguments the words after `muster`
    public static void main(String... arguments) {
        int code = run(Muster.commandsFor(new InstalledServer(), arguments), arguments);
        // Not System.exit: it asks every jar for a logger first, a third of a short command's time.
        // A command that has returned has closed what it opened, so no hook is waiting.
        Runtime.getRuntime().halt(code);
    }

    static int run(CommandLine commands, String... arguments) {
        int code = commands.execute(arguments);
        commands.getOut().flush();
        commands.getErr().flush();
        return code;
    }
}
