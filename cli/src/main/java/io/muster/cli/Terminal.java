package io.muster.cli;

import io.muster.export.Ink;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints, and whether a person watches.
///
/// The launcher tells what is a terminal, because it knows without loading anything.
///
/// @param out the result, and nothing else
/// @param err progress, and what went wrong
/// @param outWatched standard output is a terminal
/// @param errWatched standard error is a terminal
/// @param columns of the terminal
/// @param ink colours for standard output
record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean outWatched,
        boolean errWatched,
        int columns,
        Ink ink) {
    private static final int COLUMNS_DEFAULT = 100;

    /// The terminal at which the command of `spec` runs.
    static Terminal of(CommandSpec spec) {
        Surroundings around = Surroundings.of(spec);
        return of(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                around.properties(),
                around.environment());
    }

    /// Where progress goes; empty when nobody watches.
    Optional<PrintWriter> progress() {
        return errWatched ? Optional.of(err) : Optional.empty();
    }

    static Terminal of(
            PrintWriter out,
            PrintWriter err,
            Properties properties,
            Map<String, String> environment) {
        boolean outWatched = "terminal".equals(properties.getProperty("muster.stdout"));
        boolean errWatched = "terminal".equals(properties.getProperty("muster.stderr"));
        boolean colour =
                outWatched
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                out,
                err,
                outWatched,
                errWatched,
                columns(properties.getProperty("muster.columns", "")),
                colour ? Ink.ANSI : Ink.NONE);
    }

    private static int columns(String text) {
        return text.matches("[1-9][0-9]{0,3}")
                ? Math.max(40, Integer.parseInt(text))
                : COLUMNS_DEFAULT;
    }
}
