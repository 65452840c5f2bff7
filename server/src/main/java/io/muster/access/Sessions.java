package io.muster.access;

import io.muster.model.Bytes;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.Optional;

/// Where sign-in codes and sessions are kept, by the hash of their code.
public interface Sessions {

    /// Lets `person` in, once, until `expiresAt`.
    void invite(Unit unit, Bytes hash, String person, Instant expiresAt);

    /// Uses an invitation up: of two who come with the same one, even at the same time, one gets
    /// in.
    ///
    /// @return who was invited; empty when there is no such invitation or its time is over
    Optional<String> redeem(Unit unit, Bytes hash, Instant at);

    void keep(Unit unit, Bytes hash, Session session);

    Optional<Session> find(Bytes hash);

    /// Notes that something was asked with it.
    void used(Unit unit, Bytes hash, Instant at);

    void remove(Unit unit, Bytes hash);

    /// Ends all of `person`'s.
    ///
    /// @return how many
    int removeOf(Unit unit, String person);

    /// Removes invitations and sessions that were over at `at`.
    ///
    /// @return how many
    int removeExpired(Unit unit, Instant at);
}
