package io.muster.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A directory that is read by LDAP. The password stands in a file, never here.
///
/// @param url `ldaps://HOST[:PORT]`, or `ldap://HOST[:PORT]` with StartTLS; never in the clear
/// @param ca PEM file of the authorities by which the server is known; empty: the usual ones
/// @param every how often it is read
/// @param removalsMax in percent, how many it may keep out at once
public record LdapSettings(
        URI url,
        Optional<Path> ca,
        Optional<String> bindDn,
        Optional<Path> passwordFile,
        Tree people,
        Tree groups,
        Attributes attributes,
        Duration every,
        int removalsMax) {

    /// Where entries stand, and which are meant.
    public record Tree(String base, String filter) {}

    /// What attributes are called there.
    public record Attributes(String id, String userName, String name, String mail) {}

    /// @throws IllegalArgumentException saying what does not fit
    public LdapSettings {
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.matches("ldaps?")
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || !url.getRawPath().matches("/?")) {
            throw new IllegalArgumentException(
                    "ldap.url is ldaps://HOST[:PORT], or ldap://HOST[:PORT] with StartTLS: " + url);
        }
        if (bindDn.isPresent() != passwordFile.isPresent()) {
            throw new IllegalArgumentException(
                    "ldap.bind-dn and ldap.password-file belong together; set both or none");
        }
        if (every.toMinutes() < 1 || every.toMinutes() > 1440) {
            throw new IllegalArgumentException("ldap.every-minutes is a number from 1 to 1440");
        }
        if (removalsMax < 0 || removalsMax > 100) {
            throw new IllegalArgumentException("ldap.removals-max is a number from 0 to 100");
        }
    }

    /// The port, the usual one when none is named.
    public int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isTls() ? 636 : 389;
    }

    /// Is it TLS from the first byte?
    public boolean isTls() {
        return url.getScheme().equals("ldaps");
    }

    static Optional<LdapSettings> of(Configuration configuration) {
        Optional<String> url = configuration.text("ldap.url");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String base =
                configuration
                        .text("ldap.people-base")
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "with ldap.url, ldap.people-base must be set too"));
        return Optional.of(
                new LdapSettings(
                        URI.create(url.get()),
                        configuration.text("ldap.ca").map(Path::of),
                        configuration.text("ldap.bind-dn"),
                        configuration.text("ldap.password-file").map(Path::of),
                        new Tree(base, said(configuration, "ldap.people-filter")),
                        new Tree(
                                configuration.text("ldap.groups-base").orElse(base),
                                said(configuration, "ldap.groups-filter")),
                        new Attributes(
                                said(configuration, "ldap.id-attribute"),
                                said(configuration, "ldap.user-name-attribute"),
                                said(configuration, "ldap.name-attribute"),
                                said(configuration, "ldap.mail-attribute")),
                        Duration.ofMinutes(number(configuration, "ldap.every-minutes")),
                        number(configuration, "ldap.removals-max")));
    }

    private static String said(Configuration configuration, String name) {
        return configuration.text(name).orElseThrow();
    }

    private static int number(Configuration configuration, String name) {
        String text = said(configuration, name);
        return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
    }
}
