package io.muster;

import io.muster.cli.Muster;

/// Joins the commands and runs one.
public final class Main {

    private Main() {}

    /// @param arguments the words after `muster`
    public static void main(String... arguments) {
        System.exit(Muster.commands().execute(arguments));
    }
}
