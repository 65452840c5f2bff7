package io.muster.access.oidc;

import io.muster.http.Problem;
import io.muster.http.Refused;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What we are to the provider, and what we believe of it.
///
/// @param issuer as the provider's documents spell it, to the letter
/// @param secret empty for a public client, which PKCE protects alone
/// @param groupsClaim the claim that names a person's groups
/// @param scopes what is asked for, `openid` among them
/// @param directory where it says what the directory calls a person
/// @param hosts besides the issuer's own, where its endpoints may lie
/// @param publicUrl where browsers find us, without a path
public record Client(
        URI issuer,
        String id,
        Optional<String> secret,
        String groupsClaim,
        List<String> scopes,
        DirectoryClaim directory,
        List<String> hosts,
        URI publicUrl) {
    static final String CALLBACK = "/api/v1/sign-in/oidc/callback";

    /// Where a provider says what the directory calls a person.
    ///
    /// @param kept what was said, as it is compared
    public record DirectoryClaim(String name, UnaryOperator<String> kept) {
        /// The subject, as it stands there.
        public static final DirectoryClaim SUBJECT =
                new DirectoryClaim("sub", UnaryOperator.identity());
    }

    public Client {
        scopes = List.copyOf(scopes);
        hosts = List.copyOf(hosts);
    }

    /// Where the provider sends browsers back to; it has to be registered there.
    URI redirect() {
        return publicUrl.resolve(CALLBACK);
    }

    /// The provider does not do what it must, or cannot be reached.
    static Refused unusable(String why) {
        return Problem.NOT_AVAILABLE.because("The sign-in provider cannot be used: " + why + ".");
    }

    @Override
    public String toString() {
        return "client " + id + " of " + issuer;
    }
}
