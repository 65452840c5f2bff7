package io.muster.access.oidc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Outbound outbound =
            new Outbound(
                    URI.create("https://id.example"),
                    List.of("keys.example", "tokens.example:8443"),
                    http);

    @AfterEach
    void stop() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example/x",
                "https://ID.example:443/x",
                "https://keys.example/x",
                "https://tokens.example:8443/x"
            })
    void theIssuerAndTheHostsThatAreNamedMayBeAsked(String address) {
        assertThatCode(() -> outbound.check(URI.create(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://keys.example/x",
                "https://keys.example:8443/x",
                "https://tokens.example/x",
                "https://a.keys.example/x",
                "https://user@keys.example/x",
                "https://keys.example.evil.example/x",
                "file:///etc/passwd",
                "/x"
            })
    void nobodyElseMay(String address) {
        assertThatThrownBy(() -> outbound.check(URI.create(address)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'hosts'");
    }

    @Test
    void withoutNamesTheIssuerAloneMay() {
        Outbound alone = new Outbound(URI.create("https://id.example"), List.of(), http);

        assertThatThrownBy(() -> alone.check(URI.create("https://keys.example/x")))
                .isInstanceOf(IOException.class);
    }
}
