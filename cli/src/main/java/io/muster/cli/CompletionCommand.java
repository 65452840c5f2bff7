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

    // One script serves both shells: it makes zsh complete as bash does. Which one is meant is
    // asked for all the same, so that another can be added without breaking anybody.
    @SuppressWarnings("UnusedVariable")
    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("muster", spec.root().commandLine()));
        out.flush();
        return ScanCommand.FINE;
    }
}
