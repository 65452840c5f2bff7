package io.muster.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// An account that a provider listed, with or without a credential.
///
/// @param credentials those of the run that are its own, in order of id
/// @param sightings where it was listed, with what is known of it (`lastUsed`, `created`, `status`
///   …)
public record Account(Identity identity, List<CredentialId> credentials, List<Sighting> sightings) {
    public Account {
        credentials = List.copyOf(credentials);
        sightings = List.copyOf(sightings);
    }

    /// SHA-256 of the anchor's one line, in hex: the same in every run.
    public String id() {
        byte[] line = identity.anchor().canonical().getBytes(StandardCharsets.UTF_8);
        return Bytes.of(line).sha256().toHex();
    }

    /// What the lists say under one name, wherever it was listed.
    public Stream<String> texts(String fact) {
        return sightings.stream().flatMap(it -> it.facts().text(fact).stream());
    }
}
