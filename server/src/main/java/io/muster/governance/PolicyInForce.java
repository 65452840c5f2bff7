package io.muster.governance;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.PolicyParser;
import java.nio.charset.StandardCharsets;

/// The policy that everything is judged by.
///
/// @param text as it was written
/// @param edition the SHA-256 of the text in hex: tells it from every other
public record PolicyInForce(Policy policy, String text, String edition) {

    /// @throws Malformed when `text` is no policy
    public static PolicyInForce of(String text, PolicyParser parser) throws Malformed {
        Bytes bytes = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
        return new PolicyInForce(parser.parse(text), text, bytes.sha256().toHex());
    }
}
