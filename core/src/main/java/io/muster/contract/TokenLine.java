package io.muster.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A token for automation, without its secret.
///
/// @param places beginnings of the places it may report; empty for all
public record TokenLine(
        String id,
        String name,
        List<String> scopes,
        List<String> places,
        Instant created,
        Instant expires,
        Optional<Instant> lastUsed) {
    public TokenLine {
        scopes = List.copyOf(scopes);
        places = List.copyOf(places);
    }
}
