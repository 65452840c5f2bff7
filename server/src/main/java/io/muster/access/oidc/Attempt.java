package io.muster.access.oidc;

import io.muster.access.Code;
import io.muster.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/// One attempt to sign in, from the way out to the way back, known by a secret that only the
/// browser has: in a cookie. State, nonce and the verifier of PKCE follow from it, each by a hash
/// of its own, so nothing need be kept here, and any node can take the answer.
///
/// The state shows in addresses and the nonce in tokens; neither tells anything of the secret, nor
/// of the verifier.
record Attempt(Code secret) {

    /// Binds the answer to this browser (RFC 6749, section 10.12).
    String state() {
        return derived("state");
    }

    /// Binds the token to this attempt (OpenID Connect Core 1.0, section 3.1.2.1).
    String nonce() {
        return derived("nonce");
    }

    /// Proves that who redeems the code is who asked for it (RFC 7636, section 4.1).
    String verifier() {
        return derived("verifier");
    }

    /// What the provider is told of the verifier: S256 (RFC 7636, section 4.2).
    String challenge() {
        return text(Bytes.of(verifier().getBytes(StandardCharsets.US_ASCII)).sha256());
    }

    /// Is it the answer to this attempt?
    boolean isState(String state) {
        return MessageDigest.isEqual(
                state.getBytes(StandardCharsets.UTF_8), state().getBytes(StandardCharsets.UTF_8));
    }

    private String derived(String purpose) {
        String both = purpose + '\n' + secret.text();
        return text(Bytes.of(both.getBytes(StandardCharsets.UTF_8)).sha256());
    }

    private static String text(Bytes bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
    }
}
