package io.muster.governance;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.policy.PolicyParser;
import java.nio.charset.StandardCharsets;

/// A policy as somebody wrote it.
///
/// @param digest the SHA-256 of the text in hex
public record PolicyText(Policy policy, String text, String digest) {

    /// @throws Malformed when `text` is no policy
    public static PolicyText of(String text, PolicyParser parser) throws Malformed {
        return new PolicyText(parser.parse(text), text, digest(text));
    }

    static String digest(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().toHex();
    }
}
