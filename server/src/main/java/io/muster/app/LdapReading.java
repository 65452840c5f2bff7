package io.muster.app;

import io.muster.alerts.Channel.Undelivered;
import io.muster.channels.Trust;
import io.muster.config.LdapSettings;
import io.muster.config.PrivateFile;
import io.muster.directory.DirectoryOffice;
import io.muster.directory.Reading;
import io.muster.directory.Synchronization;
import io.muster.directory.ldap.LdapDirectory;
import io.muster.directory.ldap.LdapServer;
import io.muster.directory.ldap.LdapTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// The reading of a directory, as the configuration wants it. The directory is asked when it is
/// time: one that cannot be reached keeps nothing from starting.
final class LdapReading {
    private LdapReading() {}

    /// @throws IOException when what is configured cannot be used
    static Reading of(LdapSettings settings, DirectoryOffice office, InstantSource clock)
            throws IOException {
        try {
            LdapServer server =
                    new LdapServer(
                            settings.url().getHost(),
                            settings.port(),
                            settings.isTls()
                                    ? LdapServer.Security.TLS
                                    : LdapServer.Security.STARTTLS,
                            new Trust(settings.ca()).context(),
                            settings.bindDn(),
                            () -> password(settings));
            LdapSettings.Attributes called = settings.attributes();
            LdapTree tree =
                    LdapTree.of(
                            settings.people().base(),
                            settings.people().filter(),
                            settings.groups().base(),
                            settings.groups().filter(),
                            called.id(),
                            called.userName(),
                            called.name(),
                            called.mail());
            // Whether others may read the file is found out now, not at the first reading.
            if (settings.passwordFile().isPresent()) {
                String _ = password(settings);
            }
            return new Reading(
                    new LdapDirectory(server, tree),
                    new Synchronization(office, settings.removalsMax()),
                    settings.every(),
                    clock);
        } catch (Undelivered e) {
            throw new IOException("ldap.ca: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String password(LdapSettings settings) throws IOException {
        Path file = settings.passwordFile().orElseThrow();
        String password = new PrivateFile(file).read().strip();
        // A bind without a password is one as nobody, and succeeds (RFC 4513, section 5.1.2).
        if (password.isEmpty()) {
            throw new IOException(file + " is empty; it must hold the password of ldap.bind-dn");
        }
        return password;
    }
}
