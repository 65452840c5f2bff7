package io.muster.cli;

import io.muster.config.Configuration;
import io.muster.config.ServerSettings;
import io.muster.config.Setting;
import io.muster.export.Clean;
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
                    @Nullable Path file)
            throws Malformed, IOException {
        Surroundings around = Surroundings.of(spec);
        around.server().check(ServerSettings.of(read(file), around.folders().data()));
        spec.commandLine().getOut().println("fine");
        return ScanCommand.FINE;
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
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws Malformed, IOException {
        PrintWriter out = spec.commandLine().getOut();
        var values = read(file).values();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            values.forEach((setting, value) ->
                    all.put(
                            setting.name(),
                            Map.of("value", shown(setting, value), "origin", value.origin())));
            out.println(Json.text(all));
        } else {
            values.forEach((setting, value) ->
                    out.println(
                            Clean.terminal(
                                    "%-20s %-24s # %s; %s"
                                            .formatted(
                                                    setting.name() + ":",
                                                    shown(setting, value),
                                                    value.origin(),
                                                    setting.meaning()))));
        }
        return ScanCommand.FINE;
    }

    private static Object shown(Setting setting, Configuration.Value value) {
        return switch (setting.kind()) {
            case LIST -> value.texts();
            // The address of a repository may hold a password.
            case ITEMS ->
                    value.texts().stream()
                            .map(it -> it.replaceAll("//[^/@\\s\"]*@", "//…@"))
                            .toList();
            case SECRET -> String.join(",", value.texts()).isEmpty() ? "" : "(set)";
            case TEXT, NUMBER, SEVERITY, ADDRESS, YES_NO -> String.join(",", value.texts());
        };
    }

    private Configuration read(@Nullable Path named) throws Malformed, IOException {
        return read(named, Surroundings.of(spec));
    }

    /// The settings in force. A file that is named must be there; the usual one need not.
    static Configuration read(@Nullable Path named, Surroundings around)
            throws Malformed, IOException {
        Path file = named == null ? around.folders().configuration().resolve("muster.yaml") : named;
        String yaml = named == null && !Files.exists(file) ? "" : Files.readString(file);
        try {
            return Configuration.read(yaml, around.environment()).from(file);
        } catch (Malformed e) {
            throw new Malformed(file + ": " + e.reason(), e);
        }
    }
}
