package io.muster.roll.anchor;

import io.muster.model.Anchor;
import io.muster.model.Identity;
import io.muster.model.JsonWebKey;
import io.muster.model.Sighting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who signs tokens: the issuer (RFC 8414), else the place where its key set is published. Keys
/// come and go, the set stays.
record TokenIssuer() implements AnchorRule {

    @Override
    public String name() {
        return "token-issuer";
    }

    @Override
    public List<Identity> identities(Seen seen) {
        if (!(seen.credential() instanceof JsonWebKey)) {
            return List.of();
        }
        List<Identity> stated = seen.statedAs(name(), Anchor.Kind.SIGNER);
        if (!stated.isEmpty()) {
            return stated;
        }
        return seen.sightings().stream().flatMap(it -> issuer(it).stream()).distinct().toList();
    }

    private Optional<Identity> issuer(Sighting sighting) {
        for (String fact : List.of("issuer", "jwksUri")) {
            Optional<String> value = sighting.facts().text(fact);
            if (value.isPresent()) {
                return Optional.of(
                        new Identity(
                                new Anchor(Anchor.Kind.SIGNER, "", value.get()),
                                name(),
                                List.of(fact + " " + value.get())));
            }
        }
        String format = sighting.facts().text("format").orElse("");
        if (!format.toLowerCase(Locale.ROOT).contains("set")) {
            return Optional.empty();
        }
        String set = Where.file(sighting);
        return Optional.of(
                new Identity(
                        new Anchor(Anchor.Kind.SIGNER, Where.host(sighting.place()), set),
                        name(),
                        List.of("the key set at " + set)));
    }
}
