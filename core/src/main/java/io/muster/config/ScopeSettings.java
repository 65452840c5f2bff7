package io.muster.config;

import java.util.List;

/// What sources may look at that are made by API.
///
/// As soon as one of the first three has something, what none of them names is out.
///
/// @param paths folders and files, with all below
/// @param hosts names, `*.example.com`, addresses, networks and ranges
/// @param git beginnings of the addresses of repositories
/// @param exclude path patterns, hosts and networks that every look leaves alone
public record ScopeSettings(
        List<String> paths, List<String> hosts, List<String> git, List<String> exclude) {
    /// Everything that the engine itself allows.
    public static final ScopeSettings OPEN =
            new ScopeSettings(List.of(), List.of(), List.of(), List.of());

    public ScopeSettings {
        paths = List.copyOf(paths);
        hosts = List.copyOf(hosts);
        git = List.copyOf(git);
        exclude = List.copyOf(exclude);
    }

    static ScopeSettings of(Configuration configuration) {
        return new ScopeSettings(
                configuration.texts("scope.paths"),
                configuration.texts("scope.hosts"),
                configuration.texts("scope.git"),
                configuration.texts("scope.exclude"));
    }
}
