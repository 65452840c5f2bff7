package io.muster.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where Muster keeps what is a person's own, as the XDG Base Directory Specification says.
///
/// @param configuration `$XDG_CONFIG_HOME/muster`, else `~/.config/muster`
/// @param state `$XDG_STATE_HOME/muster`, else `~/.local/state/muster`
/// @param data `$XDG_DATA_HOME/muster`, else `~/.local/share/muster`
record Home(Path configuration, Path state, Path data) {

    /// @param home the person's home folder, for what the environment does not say
    static Home of(Map<String, String> environment, Path home) {
        return new Home(
                folder(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")),
                folder(environment.get("XDG_STATE_HOME"), home.resolve(".local/state")),
                folder(environment.get("XDG_DATA_HOME"), home.resolve(".local/share")));
    }

    /// A relative path in these variables is to be ignored, says the specification.
    private static Path folder(@Nullable String named, Path otherwise) {
        Path base = named == null || !named.startsWith("/") ? otherwise : Path.of(named);
        return base.resolve("muster");
    }
}
