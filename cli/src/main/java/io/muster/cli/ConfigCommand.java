package io.muster.cli;

import io.muster.config.Configuration;
import io.muster.config.Setting;
import io.muster.export.Json;
import io.muster.model.Malformed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `muster config check|print`: what is set, and whether it can be.
@Command(name = "config", description = "Checks or prints the settings.")
final class ConfigCommand {

    @Spec private CommandSpec spec;

    @Command(name = "check", description = "Exits with 2 and a reason when a setting is wrong.")
    int check(
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description = "Instead of the usual file.")
                    @Nullable Path file) {
        return with(file, (_, out) -> out.println("fine"));
    }

    @Command(
            name = "print",
            description = "Prints every setting, its value and where that came from.")
    int print(
            @Option(
                            names = "--config",
                            paramLabel = "FILE",
                            description = "Instead of the usual file.")
                    @Nullable Path file,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        return with(
                file,
                (configuration, out) -> {
                    if (json) {
                        Map<String, Object> all = new LinkedHashMap<>();
                        configuration
                                .values()
                                .forEach((setting, value) ->
                                        all.put(
                                                setting.name(),
                                                Map.of(
                                                        "value", shown(setting, value),
                                                        "origin", value.origin())));
                        out.println(Json.text(all));
                    } else {
                        configuration
                                .values()
                                .forEach((setting, value) ->
                                        out.printf(
                                                "%-20s %-24s # %s; %s%n",
                                                setting.name() + ":",
                                                shown(setting, value),
                                                value.origin(),
                                                setting.meaning()));
                    }
                });
    }

    private static Object shown(Setting setting, Configuration.Value value) {
        return setting.kind() == Setting.Kind.LIST
                ? value.texts()
                : String.join(",", value.texts());
    }

    private interface Use {
        void use(Configuration configuration, PrintWriter out);
    }

    private int with(@Nullable Path file, Use use) {
        Terminal terminal = Terminal.of(spec.commandLine());
        try {
            use.use(read(file), terminal.out());
            return ScanCommand.FINE;
        } catch (Malformed | IOException e) {
            terminal.err().println("muster: " + e.getMessage());
            return ScanCommand.USAGE;
        }
    }

    /// The settings in force. A file that is named must be there; the usual one need not.
    static Configuration read(@Nullable Path named) throws Malformed, IOException {
        Home home = Home.of(System.getenv(), Path.of(System.getProperty("user.home")));
        Path file = named == null ? home.configuration().resolve("muster.yaml") : named;
        String yaml = named == null && !Files.exists(file) ? "" : Files.readString(file);
        try {
            return Configuration.read(yaml, System.getenv());
        } catch (Malformed e) {
            throw new Malformed(file + ": " + e.reason(), e);
        }
    }
}
