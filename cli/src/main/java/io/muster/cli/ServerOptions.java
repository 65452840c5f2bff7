package io.muster.cli;

import io.muster.config.Configuration;
import io.muster.config.ServerSettings;
import io.muster.model.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say which server is meant; the same on every command beside it.
final class ServerOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the server's data; usually ~/.local/share/muster.")
    private @Nullable Path data;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "jdbc:postgresql://... of a shared database, instead of the embedded one. A password belongs in the "
                            + "configuration or the environment, where ps does not show it.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings from this file instead of the usual one.")
    private @Nullable Path config;

    /// The settings in force, options before everything.
    ///
    /// @param more of the command itself: the name of a setting and its value, null when not given
    ServerSettings settings(Surroundings around, Given... more) throws Malformed, IOException {
        Configuration configuration = configuration(around);
        if (data != null) {
            configuration = configuration.with("serve.data", data.toString());
        }
        if (databaseUrl != null) {
            configuration = configuration.with("serve.database-url", databaseUrl);
        }
        for (Given given : more) {
            if (given.value() != null) {
                configuration = configuration.with(given.setting(), given.value());
            }
        }
        return ServerSettings.of(configuration, around.folders().data());
    }

    /// What the file and the environment say, without the options.
    Configuration configuration(Surroundings around) throws Malformed, IOException {
        return ConfigCommand.read(config, around);
    }

    /// An option that may have been given.
    record Given(String setting, @Nullable String value) {}
}
