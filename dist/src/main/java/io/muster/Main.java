package io.muster;

import io.muster.cli.Muster;
import io.muster.cli.Version;
import picocli.CommandLine;

/// Joins the commands and runs one.
public final class Main {

    private Main() {}

    /// @param arguments the words after `muster`
    public static void main(String... arguments) {
        int code = run(arguments);
        // Not System.exit: it asks every jar for a logger first, a third of a short command's time.
        // A command that has returned has closed what it opened, so no hook is waiting.
        Runtime.getRuntime().halt(code);
    }

    static int run(String... arguments) {
        if (arguments.length == 1 && arguments[0].equals("version")) {
            // Nothing to parse: without the parser of options it takes a third of the time.
            System.out.println("muster " + Version.number());
            System.out.flush();
            return 0;
        }
        CommandLine commands = Muster.commandsFor(new InstalledServer(), arguments);
        int code = commands.execute(arguments);
        commands.getOut().flush();
        commands.getErr().flush();
        return code;
    }
}
