package io.muster.access;

import io.muster.http.Headers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The session cookie. The prefix `__Host-` makes a browser keep it to HTTPS, to this host and to
/// the whole of it; no script can read it, and no other site's page makes it travel (RFC 6265bis,
/// 4.1.3).
final class Cookie {
    static final String NAME = "__Host-muster";
    private static final String ALWAYS = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private Cookie() {}

    /// The code that the client sent. Two cookies of this name are as good as none: one of them was
    /// planted.
    static Optional<Code> of(Headers headers) {
        List<String> values =
                headers.all("Cookie")
                        .flatMap(it -> Stream.of(it.split(";", -1)))
                        .map(String::strip)
                        .filter(it -> it.startsWith(NAME + "="))
                        .map(it -> it.substring(NAME.length() + 1))
                        .toList();
        return values.size() == 1 ? Optional.of(new Code(values.getFirst())) : Optional.empty();
    }

    static String holding(Code code, long seconds) {
        return NAME + "=" + code.text() + ALWAYS + "; Max-Age=" + seconds;
    }

    static String gone() {
        return NAME + "=" + ALWAYS + "; Max-Age=0";
    }
}
