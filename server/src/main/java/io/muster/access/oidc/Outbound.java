package io.muster.access.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Requests to the provider and to nobody else: whatever address its documents name, it must lie at
/// the issuer's own scheme, host and port, or at a host that the configuration names. An answer has
/// ten seconds and a mebibyte; redirects are not followed.
public final class Outbound {
    private static final Duration TIME_MAX = Duration.ofSeconds(10);
    private static final long BYTES_MAX = 1 << 20;

    private final URI issuer;
    private final List<String> hosts;
    private final HttpClient client;

    /// @param hosts besides the issuer's own: `HOST` or `HOST:PORT`
    /// @param client must not follow redirects
    public Outbound(URI issuer, List<String> hosts, HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("a redirect could lead anywhere");
        }
        this.issuer = issuer;
        this.hosts = List.copyOf(hosts);
        this.client = client;
    }

    /// An answer whose status is 200.
    public String get(URI address, String... headers) throws IOException {
        HttpRequest.Builder request = request(address).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return text(request.build());
    }

    String post(URI address, String form, String... headers) throws IOException {
        HttpRequest.Builder request =
                request(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return text(request.build());
    }

    /// @throws IOException when `address` is not the issuer's
    public void check(URI address) throws IOException {
        if (!isSame(address)) {
            throw new IOException(
                    "its documents name an address at %s, which is not the issuer's; when that is right, name the host in the setting 'hosts' beside the issuer"
                            .formatted(address.getHost()));
        }
    }

    private boolean isSame(URI address) {
        return issuer.getScheme().equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && (isIssuers(address) || hosts.stream().anyMatch(it -> isAt(address, it)));
    }

    private boolean isIssuers(URI address) {
        return issuer.getHost().equalsIgnoreCase(address.getHost())
                && port(issuer) == port(address);
    }

    private static boolean isAt(URI address, String host) {
        int port = port(address);
        String usual = "https".equalsIgnoreCase(address.getScheme()) ? ":443" : ":80";
        String named = host.contains(":") ? host : host + usual;
        return named.equalsIgnoreCase(address.getHost() + ":" + port);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private HttpRequest.Builder request(URI address) throws IOException {
        check(address);
        return HttpRequest.newBuilder(address)
                .timeout(TIME_MAX)
                .header("Accept", "application/json");
    }

    /// The timeout of a request ends with its headers; the content has the same time.
    private String text(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), BYTES_MAX));
        try {
            HttpResponse<byte[]> response = coming.get(TIME_MAX.toSeconds(), TimeUnit.SECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(
                        "it answers %d at %s"
                                .formatted(response.statusCode(), request.uri().getPath()));
            }
            return new String(response.body(), StandardCharsets.UTF_8);
        } catch (ExecutionException e) {
            throw new IOException("it does not answer as it should", e.getCause());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new IOException("it does not answer in time", e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }
}
