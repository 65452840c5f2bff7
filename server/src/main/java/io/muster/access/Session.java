package io.muster.access;

import io.muster.http.Caller;
import io.muster.http.Permission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/// A person at a browser, from the one-time link until the session ends.
///
/// @param person who: for now the account that started the server
/// @param expiresAt nothing makes it longer
public record Session(String person, Instant since, Instant expiresAt) {

    /// In the first release a person who is signed in may do everything.
    Caller caller() {
        return new Caller(Caller.Kind.PERSON, person, EnumSet.allOf(Permission.class), List.of());
    }
}
