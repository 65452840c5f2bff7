package io.muster.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What is believed of a directory: that of SCIM, or one that is read by LDAP.
///
/// @param byUserName are people known by the name they sign in with, and not by the directory's id?
/// @param required are those kept out whom it does not know?
/// @param teamGroups names of groups that are teams; `*` stands for the name of the team
/// @param ldap where it is read; empty when it is told, or there is none
/// @param publicUrl the address of this server, when it was said
public record DirectorySettings(
        boolean byUserName,
        boolean required,
        List<String> teamGroups,
        Optional<LdapSettings> ldap,
        Optional<URI> publicUrl) {
    /// Nothing is said of one.
    public static final DirectorySettings NONE =
            new DirectorySettings(false, false, List.of(), Optional.empty(), Optional.empty());

    /// @throws IllegalArgumentException saying what does not fit
    public DirectorySettings {
        teamGroups = List.copyOf(teamGroups);
        for (String pattern : teamGroups) {
            if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
                throw new IllegalArgumentException(
                        "directory.team-groups: '" + pattern + "' has more than one *");
            }
        }
    }

    static DirectorySettings of(Configuration configuration) {
        String match = configuration.text("directory.match").orElseThrow();
        if (!match.matches("external-id|user-name")) {
            throw new IllegalArgumentException("directory.match is external-id or user-name");
        }
        return new DirectorySettings(
                match.equals("user-name"),
                configuration.text("directory.required").orElseThrow().matches("yes|true"),
                configuration.texts("directory.team-groups"),
                LdapSettings.of(configuration),
                configuration.text("public-url").map(URI::create));
    }
}
