package io.muster.access;

import io.muster.model.Bytes;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where tokens are kept, by the hash of their code.
public interface Tokens {

    void keep(Unit unit, Token token, Bytes hash);

    Optional<Token> find(Bytes hash);

    /// All of them, the newest first, at most 1,000.
    List<Token> all();

    /// Notes that it was used.
    void used(Unit unit, String id, Instant at);

    /// @return whether it was there
    boolean remove(Unit unit, String id);

    /// Withdraws all of `owner`'s.
    ///
    /// @return how many
    int removeOf(Unit unit, String owner);

    /// Removes those that opened nothing any more at `at`.
    ///
    /// @return how many
    int removeExpired(Unit unit, Instant at);
}
