package io.muster.cli;

import io.muster.client.RemoteServer;
import io.muster.client.Trust;
import io.muster.config.Configuration;
import io.muster.config.PrivateFile;
import io.muster.config.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say which server is asked, and how to get in.
final class DoorOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "https://HOST:PORT of the server. Usually this machine's own.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "The API token, in a file that only you can read. Usually ~/.config/muster/token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "PEM of the authorities by which the server is known, or of its certificate. Usually its own"
                            + " certificate on this machine, elsewhere the authorities that Java knows.")
    private @Nullable Path ca;

    /// Whether the command line names a server.
    boolean named() {
        return server != null;
    }

    /// The server, ready to be asked; nothing has been sent yet.
    ///
    /// @throws IOException when the token or a certificate cannot be used
    RemoteServer open(Configuration settings, Surroundings around) throws IOException {
        return RemoteServer.at(door(settings, around), Thread::sleep);
    }

    RemoteServer.Door door(Configuration settings, Surroundings around) throws IOException {
        ServerSettings own = ServerSettings.of(settings, around.folders().data());
        URI address =
                address(
                        Optional.ofNullable(server)
                                .or(() -> settings.text("server.url"))
                                .orElse("https://" + own.listen()));
        return new RemoteServer.Door(
                address, token(settings, around), trust(settings, own, address));
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a server's address is https://HOST:PORT, not '" + text + "'", e);
        }
    }

    private String token(Configuration settings, Surroundings around) throws IOException {
        Path file =
                Optional.ofNullable(tokenFile)
                        .or(() -> settings.text("server.token-file").map(Path::of))
                        .orElse(around.folders().configuration().resolve("token"));
        if (!Files.exists(file)) {
            throw new IOException(
                    "there is no token in %s; on the server's machine, muster token create --name NAME --out FILE makes one"
                            .formatted(file));
        }
        String token = new PrivateFile(file).read().strip();
        if (!token.matches("[!-~]{1,500}")) {
            throw new IOException(file + " holds no token: one word is expected");
        }
        return token;
    }

    /// What is said, else what this machine's own server shows, else the usual authorities.
    private Trust trust(Configuration settings, ServerSettings own, URI address)
            throws IOException {
        Optional<Path> said =
                Optional.ofNullable(ca).or(() -> settings.text("server.ca").map(Path::of));
        if (said.isPresent()) {
            return Trust.in(said.get());
        }
        Path certificate =
                own.pair()
                        .map(ServerSettings.Pair::certificate)
                        .orElse(own.data().resolve("https.pem"));
        boolean here = isHere(address.getHost(), own.listen().host());
        return here && Files.isReadable(certificate) ? Trust.in(certificate) : Trust.USUAL;
    }

    private static boolean isHere(String host, String listen) {
        return host.equals(listen) || host.matches("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    }
}
