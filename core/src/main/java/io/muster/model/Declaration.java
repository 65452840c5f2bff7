package io.muster.model;

import java.util.List;
import java.util.Optional;

/// What somebody believes to have: a line of a list that people keep. Nothing in it is proved.
///
/// @param line where that is written
/// @param fingerprint 64 hexadecimal digits (SHA-256) or 40 (SHA-1), lower case, without separators
/// @param serialNumber as written, without separators: hexadecimal, or decimal where it has only
///   digits
/// @param issuer a distinguished name or the name of an authority, as written
/// @param names host names and the like, in lower case
/// @param place a place, a path, `host:port` or a host, as written
public record Declaration(
        Place line,
        Optional<String> fingerprint,
        Optional<String> serialNumber,
        Optional<String> issuer,
        List<String> names,
        Optional<String> place,
        Optional<String> owner,
        Optional<String> type,
        Optional<String> expires) {
    public Declaration {
        names = List.copyOf(names);
    }
}
