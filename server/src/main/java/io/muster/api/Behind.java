package io.muster.api;

import io.muster.http.Caller;

/// Who is behind a caller: of a token the person who made it, so that nobody approves with a token
/// what they asked for in the console.
@FunctionalInterface
public interface Behind {

    /// A person, as history writes them: `person:anna`; what the token is called where no person is
    /// known.
    String of(Caller caller);
}
