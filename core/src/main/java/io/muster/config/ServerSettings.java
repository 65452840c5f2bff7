package io.muster.config;

import io.muster.model.Malformed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a server needs to know before it starts: the settings below `serve`, as values.
///
/// @param data folder of everything it keeps
/// @param listen where HTTPS answers
/// @param httpListen where plain HTTP answers
/// @param hosts names by which it may be called, besides its own
/// @param databaseUrl of a shared database; may hold a password
/// @param pair certificate and key for HTTPS; empty: it makes its own
/// @param log empty: a file in the data folder; `-`: standard error
/// @param firstScan look at this machine when nothing was ever scanned
/// @param backups where backups go that are made by API, and how long they stay
/// @param estate what is looked at, and whose it is
/// @param ourIssuers authorities of ours, by fingerprint or subject key identifier
/// @param alerts by which ways alerts leave
/// @param oidc where people sign in, besides one-time links
/// @param directory who there is and who belongs to what, as a directory says
/// @param machines which machines may come in by what somebody else has given them
/// @param governing how findings are dealt with
/// @param keeping how long things are kept
/// @param telemetry who is told what the server does
public record ServerSettings(
        Path data,
        Address listen,
        Address httpListen,
        List<String> hosts,
        Optional<String> databaseUrl,
        Optional<Pair> pair,
        Optional<String> log,
        boolean firstScan,
        BackupSettings backups,
        Estate estate,
        List<String> ourIssuers,
        AlertSettings alerts,
        Optional<OidcSettings> oidc,
        DirectorySettings directory,
        MachineSettings machines,
        Governing governing,
        RetentionSettings keeping,
        Optional<TelemetrySettings> telemetry) {

    /// A server of which nothing more is said.
    public ServerSettings(
            Path data,
            Address listen,
            Address httpListen,
            List<String> hosts,
            Optional<String> databaseUrl,
            Optional<Pair> pair,
            Optional<String> log,
            boolean firstScan) {
        this(
                data,
                listen,
                httpListen,
                hosts,
                databaseUrl,
                pair,
                log,
                firstScan,
                BackupSettings.usual(data.resolve("backups")),
                Estate.NONE,
                List.of(),
                AlertSettings.NONE,
                Optional.empty(),
                DirectorySettings.NONE,
                MachineSettings.NONE,
                Governing.USUAL,
                RetentionSettings.USUAL,
                Optional.empty());
    }

    /// Two files that belong together.
    public record Pair(Path certificate, Path key) {}

    public ServerSettings {
        hosts = List.copyOf(hosts);
        ourIssuers = List.copyOf(ourIssuers);
    }

    /// Binds the settings of `configuration`.
    ///
    /// @param usual the data folder when none is set
    /// @throws IllegalArgumentException saying which settings contradict each other
    public static ServerSettings of(Configuration configuration, Path usual) {
        Optional<Path> certificate = configuration.text("serve.certificate").map(Path::of);
        Optional<Path> key = configuration.text("serve.key").map(Path::of);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "serve.certificate and serve.key belong together; set both or none");
        }
        Path data = configuration.text("serve.data").map(Path::of).orElse(usual).toAbsolutePath();
        return new ServerSettings(
                data,
                Address.of(configuration.text("serve.listen").orElseThrow()),
                Address.of(configuration.text("serve.http-listen").orElseThrow()),
                configuration.texts("serve.hosts"),
                configuration.text("serve.database-url"),
                certificate.map(it -> new Pair(it, key.orElseThrow())),
                configuration.text("serve.log"),
                configuration.text("serve.first-scan").orElseThrow().matches("yes|true"),
                BackupSettings.of(configuration, data),
                estate(configuration),
                configuration.texts("issuers.ours"),
                alerts(configuration),
                OidcSettings.of(configuration),
                DirectorySettings.of(configuration),
                machines(configuration),
                Governing.of(configuration),
                RetentionSettings.of(configuration),
                TelemetrySettings.of(configuration));
    }

    private static Estate estate(Configuration configuration) {
        try {
            return Estate.of(configuration);
        } catch (Malformed e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    private static MachineSettings machines(Configuration configuration) {
        try {
            return MachineSettings.of(configuration);
        } catch (Malformed e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    private static AlertSettings alerts(Configuration configuration) {
        try {
            return AlertSettings.of(configuration);
        } catch (Malformed e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    /// Without the database's address, which may hold a password.
    @Override
    public String toString() {
        return "server with data in " + data;
    }
}
