package io.muster.cli;

import io.muster.export.Clean;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells a person what went wrong, in one line that begins with `muster:`, never with a stack
/// trace.
final class Mistake {
    private Mistake() {}

    /// Tells why a command could not be done.
    ///
    /// @return the exit code
    static int told(Exception e, PrintWriter err) {
        err.println("muster: " + Clean.terminal(reason(e)));
        return ScanCommand.USAGE;
    }

    /// Tells what was typed wrong; a command that only holds others shows its help.
    ///
    /// @return the exit code
    static int inUsage(ParameterException e, String... words) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        if (e instanceof UnmatchedArgumentException unmatched) {
            err.println("muster: " + Clean.terminal(unmatched(unmatched)) + see(command));
        } else if (command.getSubcommands().isEmpty()) {
            err.println("muster: " + Clean.terminal(String.valueOf(e.getMessage())) + see(command));
        } else {
            command.usage(err);
        }
        return ScanCommand.USAGE;
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        String what =
                e.isUnknownOption()
                        ? "option"
                        : e.getCommandLine().getSubcommands().isEmpty() ? "place for" : "command";
        List<String> near = e.getSuggestions();
        return "there is no %s '%s'%s"
                .formatted(
                        what,
                        word,
                        near.isEmpty() ? "" : " (did you mean '" + near.getFirst() + "'?)");
    }

    private static String see(CommandLine command) {
        return "; see " + command.getCommandSpec().qualifiedName() + " --help";
    }

    static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException it -> "there is no file " + it.getFile();
            case FileAlreadyExistsException it -> "there already is a file " + it.getFile();
            case AccessDeniedException it -> "may not read or write " + it.getFile();
            case CharacterCodingException _ -> "a file that should be text is not UTF-8";
            case InvalidPathException it -> "there can be no file " + it.getInput();
            case Malformed it -> it.reason();
            case IllegalArgumentException it -> String.valueOf(it.getMessage());
            case IOException it -> String.valueOf(it.getMessage());
            case InterruptedException _ -> "interrupted";
            default -> unexpected(e);
        };
    }

    /// Without the exception's own words: nobody has checked that they are free of secrets.
    private static String unexpected(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        return "a fault of Muster itself, please report it: %s%s"
                .formatted(e.getClass().getName(), trace.length == 0 ? "" : " in " + trace[0]);
    }
}
