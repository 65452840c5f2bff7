package io.muster.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster completion SHELL`: a script that completes commands and options on the Tab key.
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in a shell.",
        footer = "To use it: . <(muster completion bash)")
final class CompletionCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    /// The shells that there is a script for.
    enum Shell {
        BASH("bash"),
        ZSH("zsh");

        private final String text;

        Shell(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private Shell shell = Shell.BASH;

    /// One script serves both: it switches zsh to completing as bash does.
    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("muster", spec.root().commandLine()));
        out.flush();
        return ScanCommand.FINE;
    }
}
