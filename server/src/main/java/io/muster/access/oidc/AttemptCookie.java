package io.muster.access.oidc;

import io.muster.access.Code;
import io.muster.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The cookie of an attempt. Unlike the session's it is `Lax`: the provider's page leads back here,
/// and a strict one would stay at home (RFC 6265bis, 5.2).
final class AttemptCookie {
    private static final String NAME = "__Host-muster-oidc";
    private static final String ALWAYS = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    private AttemptCookie() {}

    /// Two cookies of this name are as good as none: one of them was planted.
    static Optional<Code> of(Headers headers) {
        List<String> values =
                headers.all("Cookie")
                        .flatMap(it -> Stream.of(it.split(";", -1)))
                        .map(String::strip)
                        .filter(it -> it.startsWith(NAME + "="))
                        .map(it -> it.substring(NAME.length() + 1))
                        .toList();
        return values.size() == 1
                ? Optional.of(new Code(values.getFirst())).filter(Code::isPlausible)
                : Optional.empty();
    }

    static String holding(Code secret, Duration time) {
        return NAME + "=" + secret.text() + ALWAYS + "; Max-Age=" + time.toSeconds();
    }

    static String gone() {
        return NAME + "=" + ALWAYS + "; Max-Age=0";
    }
}
