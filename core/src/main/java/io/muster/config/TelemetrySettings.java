package io.muster.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/// Who is told what the server does: a receiver of OpenTelemetry (OTLP over HTTP).
///
/// @param endpoint what comes before `/v1/traces`
/// @param headersFile a private file of headers that it wants, `NAME: VALUE`, one a line
/// @param ca a PEM file of the authorities by which it is known; empty for the usual ones
/// @param sampleRatio how many of the traces that begin here are told, 0 to 1
public record TelemetrySettings(
        URI endpoint, Optional<Path> headersFile, Optional<Path> ca, double sampleRatio) {

    /// Binds the settings; empty when there is no endpoint.
    ///
    /// @throws IllegalArgumentException saying what does not fit
    static Optional<TelemetrySettings> of(Configuration configuration) {
        Optional<String> endpoint = configuration.text("telemetry.endpoint");
        Optional<Path> headersFile = configuration.text("telemetry.headers-file").map(Path::of);
        double ratio = ratio(configuration.text("telemetry.sample-ratio").orElse("1"));
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        URI address = address(endpoint.get());
        if (headersFile.isPresent()
                && !"https".equals(address.getScheme())
                && !OidcSettings.isLoopback(address.getHost())) {
            throw new IllegalArgumentException(
                    "telemetry.headers-file holds secrets: telemetry.endpoint must be https://");
        }
        return Optional.of(
                new TelemetrySettings(
                        address,
                        headersFile,
                        configuration.text("telemetry.ca").map(Path::of),
                        ratio));
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (web
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "telemetry.endpoint is http(s)://HOST:PORT, without query or user, such as"
                        + " http://localhost:4318");
    }

    private static double ratio(String text) {
        if (!text.matches("0|1|0?\\.[0-9]{1,9}|[01]\\.0{0,9}|0\\.[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "telemetry.sample-ratio is a number from 0 to 1, such as 0.05");
        }
        return Double.parseDouble(text);
    }
}
