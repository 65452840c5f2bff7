package io.muster.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;

/// What a command knows of the process around it. A value, so that a test can put another in its
/// place.
///
/// @param environment variables
/// @param properties what the launcher tells of the terminal
/// @param home the person's home folder
/// @param input standard input; closing it is its owner's affair
/// @param server the server of this installation
record Surroundings(
        Map<String, String> environment,
        Properties properties,
        Path home,
        InputStream input,
        LocalServer server) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    /// Those of this process.
    static Surroundings ofProcess(LocalServer server) {
        return new Surroundings(
                System.getenv(),
                System.getProperties(),
                Path.of(System.getProperty("user.home")),
                System.in,
                server);
    }

    /// Those in which the command of `spec` runs.
    static Surroundings of(CommandSpec spec) {
        return ((Muster) spec.root().userObject()).surroundings();
    }

    /// Where Muster keeps what is this person's own.
    Home folders() {
        return Home.of(environment, home);
    }
}
