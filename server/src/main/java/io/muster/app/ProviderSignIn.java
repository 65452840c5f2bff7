package io.muster.app;

import io.muster.access.oidc.Client;
import io.muster.access.oidc.OidcSignIn;
import io.muster.config.OidcSettings;
import io.muster.config.PrivateFile;
import io.muster.http.Route;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Sign-in at a provider, as the configuration wants it. The provider is asked when the first
/// person signs in: one that cannot be reached keeps nothing else from starting.
final class ProviderSignIn {
    private static final Duration CONNECTING_MAX = Duration.ofSeconds(5);

    private ProviderSignIn() {}

    /// For requests to the provider alone.
    static HttpClient http() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING_MAX)
                .build();
    }

    /// @throws IOException when the client's secret cannot be used
    static List<Route> over(
            OidcSettings settings,
            HttpClient http,
            Admission admission,
            InstantSource clock,
            RandomGenerator random,
            Log log)
            throws IOException {
        Client client =
                new Client(
                        settings.issuer(),
                        settings.clientId(),
                        secret(settings.clientSecretFile()),
                        settings.groupsClaim(),
                        settings.scopes(),
                        new Client.DirectoryClaim(
                                settings.directoryClaim(), admission.naming()::kept),
                        settings.hosts(),
                        settings.publicUrl());
        return new OidcSignIn(
                        client,
                        http,
                        admission.signIn(),
                        admission.accounts(),
                        clock,
                        random,
                        admission.authorization()::isWelcome,
                        (request, reason) ->
                                log.info(
                                        "sign-in refused",
                                        Map.of(
                                                "request", request.id(),
                                                "from", request.from().getHostAddress(),
                                                "reason", reason)))
                .routes();
    }

    private static Optional<String> secret(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String secret = new PrivateFile(file.get()).read().strip();
        if (secret.isEmpty()) {
            throw new IOException(file.get() + " is empty; it holds oidc's client secret");
        }
        return Optional.of(secret);
    }
}
