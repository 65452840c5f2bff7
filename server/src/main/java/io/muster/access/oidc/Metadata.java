package io.muster.access.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as we need it.
///
/// @param tellsIssuer does it name itself in the answer (RFC 9207)? Then one without is another's
/// @param takesPost must a client's secret stand in the form?
record Metadata(
        URI authorization,
        URI token,
        URI keys,
        Optional<URI> userinfo,
        boolean tellsIssuer,
        boolean takesPost) {
    private static final int BYTES_MAX = 1 << 20;

    /// Asks the provider.
    ///
    /// @throws IOException saying what is wrong with the answer
    static Metadata of(URI issuer, Outbound outbound) throws IOException {
        String text = issuer.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return read(
                text,
                outbound.get(URI.create(base + "/.well-known/openid-configuration")),
                outbound);
    }

    private static Metadata read(String issuer, String text, Outbound outbound) throws IOException {
        try {
            Map<String, Object> said = JSONObjectUtils.parse(text, BYTES_MAX);
            // To the letter: section 4.3. Whoever could speak for another issuer could be anybody.
            if (!issuer.equals(JSONObjectUtils.getString(said, "issuer"))) {
                throw new IOException("it calls itself by another name than oidc.issuer");
            }
            List<String> methods =
                    JSONObjectUtils.getStringList(said, "token_endpoint_auth_methods_supported");
            List<String> challenges =
                    JSONObjectUtils.getStringList(said, "code_challenge_methods_supported");
            if (challenges != null && !challenges.contains("S256")) {
                throw new IOException("it does not know PKCE with S256");
            }
            return new Metadata(
                    required(said, "authorization_endpoint", outbound),
                    required(said, "token_endpoint", outbound),
                    required(said, "jwks_uri", outbound),
                    optional(said, "userinfo_endpoint", outbound),
                    Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")),
                    methods != null
                            && methods.contains("client_secret_post")
                            && !methods.contains("client_secret_basic"));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("what it says of itself cannot be read", e);
        }
    }

    private static URI required(Map<String, Object> said, String name, Outbound outbound)
            throws IOException, ParseException {
        return optional(said, name, outbound)
                .orElseThrow(() -> new IOException("it does not name its " + name));
    }

    private static Optional<URI> optional(Map<String, Object> said, String name, Outbound outbound)
            throws IOException, ParseException {
        String text = JSONObjectUtils.getString(said, name);
        if (text == null) {
            return Optional.empty();
        }
        URI address = URI.create(text);
        outbound.check(address);
        return Optional.of(address);
    }
}
