package io.muster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.model.Malformed;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OidcSettingsTest {

    @Test
    void withoutAnIssuerThereIsNoProvider() throws Malformed {
        assertThat(read("oidc: {client-id: muster}")).isEmpty();
    }

    @Test
    void whatIsNotSaidIsAsUsual() throws Malformed {
        OidcSettings settings =
                read("""
                public-url: https://muster.example.com
                oidc: {issuer: "https://id.example.com/realms/staff", client-id: muster}
                """)
                        .orElseThrow();

        assertThat(settings.issuer()).isEqualTo(URI.create("https://id.example.com/realms/staff"));
        assertThat(settings.clientSecretFile()).isEmpty();
        assertThat(settings.groupsClaim()).isEqualTo("groups");
        assertThat(settings.scopes()).containsExactly("openid", "profile", "email");
    }

    @Test
    void openidIsAlwaysAskedFor() throws Malformed {
        assertThat(
                        read("""
                        public-url: https://muster.example.com
                        oidc: {issuer: "http://127.0.0.1:9", client-id: m, scopes: [groups]}
                        """)
                                .orElseThrow()
                                .scopes())
                .containsExactly("openid", "groups");
    }

    @Test
    void whatCannotBeTrustedIsRefusedInWords() {
        Map<String, String> wrongs = new LinkedHashMap<>();
        wrongs.put("oidc: {issuer: \"https://id.example\"}", "oidc.client-id");
        wrongs.put("oidc: {issuer: \"https://id.example\", client-id: m}", "public-url");
        for (String issuer :
                new String[] {
                    "http://id.example",
                    "https://user@id.example",
                    "https://id.example?x=1",
                    "https://id.example#x",
                    "http://127.0.0.1.evil.example",
                    "id.example",
                    "file:///etc/passwd"
                }) {
            wrongs.put(
                    "public-url: https://m.example\noidc: {issuer: \"%s\", client-id: m}"
                            .formatted(issuer),
                    "oidc.issuer");
        }
        wrongs.put(
                "public-url: https://m.example/muster\noidc: {issuer: \"https://id.example\", client-id: m}",
                "public-url");

        wrongs.forEach((yaml, word) ->
                assertThatIllegalArgumentException()
                        .as(yaml)
                        .isThrownBy(() -> read(yaml))
                        .withMessageContaining(word));
    }

    private static Optional<OidcSettings> read(String yaml) throws Malformed {
        return ServerSettings.of(
                        Configuration.read(yaml, Map.of()).from(Path.of("/etc/muster.yaml")),
                        Path.of("/var/lib/muster"))
                .oidc();
    }
}
