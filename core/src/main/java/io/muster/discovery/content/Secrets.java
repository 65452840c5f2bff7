package io.muster.discovery.content;

import io.muster.jose.JsonWebToken;
import io.muster.model.Facts;
import io.muster.model.Fingerprint;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.Secret;
import io.muster.secret.FingerprintKey;
import io.muster.secret.Hit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Turns what the search for secrets hits into credentials: a keyed fingerprint and what may be
/// shown. The value itself is dropped here.
final class Secrets {
    private static final String TOKEN = "json-web-token";

    private final FingerprintKey key;

    Secrets(FingerprintKey key) {
        this.key = key;
    }

    void read(List<Hit> hits, Text text, Finds finds) {
        hits.forEach(hit -> hit(hit, text, finds));
    }

    /// What is understood already (a private key that was parsed) is not said again as a secret.
    private void hit(Hit hit, Text text, Finds finds) {
        if (hit.match().start() >= text.limit()
                || finds.covered().overlaps(hit.secret().start(), hit.secret().end())) {
            return;
        }
        long line = text.line() + hit.line() - 1;
        Facts facts =
                Facts.of("line", line)
                        .with("detector", hit.detector().id())
                        .with("proof", hit.proof().level().name().toLowerCase(Locale.ROOT))
                        .with("masked", hit.value().masked().toString());
        String variable = Variables.before(text, (int) hit.secret().start());
        facts = variable.isEmpty() ? facts : facts.with("variable", variable);
        Optional<Instant> expires = Optional.empty();
        if (hit.detector().id().equals(TOKEN)) {
            Optional<JsonWebToken> token = token(hit);
            facts = token.isPresent() ? facts.with(token.get().facts()) : facts;
            expires = token.flatMap(JsonWebToken::expiration);
        }
        Secret secret =
                new Secret(
                        Fingerprint.parse(key.fingerprint(hit.value())),
                        hit.detector().id(),
                        hit.publicIdentifier(),
                        hit.value().masked().toString(),
                        expires);
        finds.sighted(secret, place(finds, line), Role.STORED, facts);
    }

    private static Optional<JsonWebToken> token(Hit hit) {
        try {
            String text = new String(hit.value().bytes(), StandardCharsets.US_ASCII);
            return Optional.of(JsonWebToken.parse(text));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /// A value decoded from others has the place of the line it was decoded from.
    private static Place place(Finds finds, long line) {
        return finds.content() instanceof InnerContent ? finds.place() : finds.place().atLine(line);
    }
}
