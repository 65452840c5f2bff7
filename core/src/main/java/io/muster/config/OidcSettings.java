package io.muster.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where people sign in: an OpenID provider, and what we are to it.
///
/// @param issuer as the provider spells it
/// @param clientId what we are called there
/// @param clientSecretFile a file that holds our secret there; empty for a public client
/// @param groupsClaim the claim that names a person's groups
/// @param scopes what is asked for; `openid` always
/// @param directoryClaim the claim by which the directory knows a person
/// @param hosts besides the issuer's own, `HOST` or `HOST:PORT` where its endpoints may lie
/// @param publicUrl where browsers find us, without a path
public record OidcSettings(
        URI issuer,
        String clientId,
        Optional<Path> clientSecretFile,
        String groupsClaim,
        List<String> scopes,
        String directoryClaim,
        List<String> hosts,
        URI publicUrl) {

    /// @throws IllegalArgumentException saying what does not fit
    public OidcSettings {
        scopes = withOpenid(scopes);
        hosts = List.copyOf(hosts);
        check("oidc.issuer", issuer);
        check("public-url", publicUrl);
        if (!publicUrl.getRawPath().isEmpty() && !publicUrl.getRawPath().equals("/")) {
            throw new IllegalArgumentException(
                    "public-url has no path: https://muster.example.com");
        }
        if (clientId.isBlank() || groupsClaim.isBlank() || directoryClaim.isBlank()) {
            throw new IllegalArgumentException(
                    "oidc.client-id, oidc.groups-claim and oidc.directory-claim are not empty");
        }
        for (String host : hosts) {
            if (!host.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
                throw new IllegalArgumentException(
                        "oidc.hosts: '" + host + "' is no HOST or HOST:PORT");
            }
        }
        for (String scope : scopes) {
            if (!scope.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]+")) {
                throw new IllegalArgumentException("oidc.scopes: '" + scope + "' is none");
            }
        }
    }

    /// Binds the settings; empty when there is no issuer.
    ///
    /// @throws IllegalArgumentException saying what does not fit
    static Optional<OidcSettings> of(Configuration configuration) {
        Optional<String> issuer = configuration.text("oidc.issuer");
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new OidcSettings(
                        uri("oidc.issuer", issuer.get()),
                        configuration
                                .text("oidc.client-id")
                                .orElseThrow(() -> missing("oidc.client-id")),
                        configuration.text("oidc.client-secret-file").map(Path::of),
                        configuration.text("oidc.groups-claim").orElseThrow(),
                        configuration.texts("oidc.scopes"),
                        configuration.text("oidc.directory-claim").orElseThrow(),
                        configuration.texts("oidc.hosts"),
                        uri(
                                "public-url",
                                configuration
                                        .text("public-url")
                                        .orElseThrow(() -> missing("public-url")))));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("with oidc.issuer, " + name + " must be set too");
    }

    private static List<String> withOpenid(List<String> scopes) {
        List<String> all = new ArrayList<>(scopes);
        if (all.isEmpty()) {
            all.addAll(List.of("openid", "profile", "email"));
        }
        if (!all.contains("openid")) {
            all.addFirst("openid");
        }
        return List.copyOf(all);
    }

    private static URI uri(String name, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is no address: " + text, e);
        }
    }

    /// Over plain HTTP anybody between could say who signs in; within one machine there is nobody.
    private static void check(String name, URI address) {
        boolean secure = "https".equals(address.getScheme());
        boolean plain = "http".equals(address.getScheme());
        if (address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || !(secure || (plain && isLoopback(address.getHost())))) {
            throw new IllegalArgumentException(
                    name + " is https://HOST, without query or user: " + address);
        }
    }

    static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("[0-9.]+|\\[[0-9a-f:]+]")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
