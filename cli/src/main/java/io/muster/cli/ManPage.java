package io.muster.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manual page of a command, written in the macros of man(7) from what the command says of
/// itself, so that page and command cannot differ.
final class ManPage {
    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /// The page's file name without its ending: `muster-config-check`.
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /// The page as roff source, ASCII only.
    static String of(CommandSpec command) {
        ManPage page = new ManPage(command);
        page.head();
        page.arguments();
        page.options();
        page.commands();
        page.exitStatus();
        page.seeAlso();
        return page.page.toString();
    }

    private void head() {
        line(".TH " + escaped(name(command).toUpperCase(Locale.ROOT)) + " 1 \"\" Muster");
        section("NAME");
        line(escaped(name(command)) + " \\- " + escaped(description(command)));
        section("SYNOPSIS");
        line(".B " + escaped(command.qualifiedName()));
        line(
                Stream.concat(
                                Stream.of("[\\fIOPTION\\fR]..."),
                                command.subcommands().isEmpty()
                                        ? command.positionalParameters().stream()
                                                .map(ManPage::synopsis)
                                        : Stream.of("\\fICOMMAND\\fR"))
                        .collect(Collectors.joining(" ")));
        section("DESCRIPTION");
        text(description(command));
        for (String paragraph : command.usageMessage().footer()) {
            line(".PP");
            text(paragraph);
        }
    }

    private static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    private static String synopsis(PositionalParamSpec parameter) {
        String label = "\\fI" + escaped(parameter.paramLabel()) + "\\fR";
        String repeated = parameter.arity().max() > 1 ? label + "..." : label;
        return parameter.arity().min() == 0 ? "[" + repeated + "]" : repeated;
    }

    private void arguments() {
        if (!command.positionalParameters().isEmpty()) {
            section("ARGUMENTS");
            command.positionalParameters()
                    .forEach(it ->
                            item(
                                    "\\fI" + escaped(it.paramLabel()) + "\\fR",
                                    String.join(" ", it.description())));
        }
    }

    private void options() {
        section("OPTIONS");
        command.options().stream()
                .filter(it -> !it.hidden())
                .forEach(it -> item(label(it), String.join(" ", it.description())));
    }

    private static String label(OptionSpec option) {
        String names =
                Stream.of(option.names())
                        .map(it -> "\\fB" + escaped(it) + "\\fR")
                        .collect(Collectors.joining(", "));
        return option.arity().max() == 0
                ? names
                : names + " \\fI" + escaped(option.paramLabel()) + "\\fR";
    }

    private void commands() {
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
            command.subcommands()
                    .forEach((name, line) ->
                            item(
                                    "\\fB" + escaped(name) + "\\fR",
                                    description(line.getCommandSpec())));
        }
    }

    private void exitStatus() {
        var codes = command.usageMessage().exitCodeList();
        if (!codes.isEmpty()) {
            section("EXIT STATUS");
            codes.forEach(this::item);
        }
    }

    private void seeAlso() {
        List<String> others =
                Stream.concat(
                                Stream.ofNullable(command.parent()),
                                command.subcommands().values().stream()
                                        .map(it -> it.getCommandSpec()))
                        .map(it -> "\\fB" + escaped(name(it)) + "\\fR(1)")
                        .toList();
        if (!others.isEmpty()) {
            section("SEE ALSO");
            line(String.join(", ", others));
        }
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void item(String label, String text) {
        line(".TP");
        line(label);
        text(text);
    }

    private void text(String text) {
        line(escaped(text));
    }

    private void line(String roff) {
        page.append(roff).append('\n');
    }

    /// Text that no roff processor takes for a request or an escape (groff(7)).
    private static String escaped(String text) {
        StringBuilder roff = new StringBuilder();
        if (text.startsWith(".") || text.startsWith("'")) {
            roff.append("\\&");
        }
        text.codePoints()
                .forEach(it -> {
                    switch (it) {
                        case '\\' -> roff.append("\\e");
                        case '-' -> roff.append("\\-");
                        case '\'' -> roff.append("\\(aq");
                        case '^' -> roff.append("\\(ha");
                        case '~' -> roff.append("\\(ti");
                        case '`' -> roff.append("\\(ga");
                        case '"' -> roff.append("\\(dq");
                        default -> {
                            if (it < 0x80) {
                                roff.appendCodePoint(it);
                            } else {
                                roff.append("\\[u%04X]".formatted(it));
                            }
                        }
                    }
                });
        return roff.toString();
    }
}
