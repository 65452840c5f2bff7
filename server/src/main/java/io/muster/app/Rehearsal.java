package io.muster.app;

import io.muster.config.Address;
import io.muster.config.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Runs a server for a moment and asks it what people ask, so that the JVM can note which classes a
/// start takes (docs/decisions/0009-launcher.md). On ports of its own, in a folder that is thrown
/// away.
public final class Rehearsal {
    private static final List<String> ASKED =
            List.of(
                    "/readyz",
                    "/metrics",
                    "/api/v1/session",
                    "/api/v1/credentials?q=expires<30d".replace("<", "%3C"),
                    "/api/v1/statistics",
                    "/api/v1/openapi.json",
                    "/");

    private Rehearsal() {}

    /// @param folder is left with a data folder in it
    public static void in(Path folder) throws IOException, InterruptedException {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        ServerSettings settings =
                new ServerSettings(
                        folder.resolve("data"),
                        new Address("127.0.0.1", 0),
                        new Address("127.0.0.1", 0),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        try (App app =
                App.start(settings, (data, clock) -> Log.into(data.resolve("muster.log"), clock))) {
            String token =
                    Serve.token(
                            settings,
                            "rehearsal",
                            List.of("read"),
                            List.of(),
                            Duration.ofMinutes(1),
                            "rehearsal");
            try (HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(app.certificate())).build()) {
                for (String path : ASKED) {
                    HttpRequest request =
                            HttpRequest.newBuilder(URI.create(app.address()).resolve(path))
                                    .header("Authorization", "Bearer " + token)
                                    .build();
                    HttpResponse<Void> _ =
                            client.send(request, HttpResponse.BodyHandlers.discarding());
                }
            }
        }
    }

    /// Believes this one certificate.
    private static SSLContext trusting(X509Certificate certificate) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("server", certificate);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no TLS", e);
        }
    }
}
