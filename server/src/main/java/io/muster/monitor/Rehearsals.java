package io.muster.monitor;

import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a rehearsal needs of the estate: counted by one node, kept, and read by all.
public interface Rehearsals {
    /// More groups are not kept; the smallest are left out.
    int GROUPS_MAX = 50_000;

    /// Certificates in use that a public authority issued to servers, put together by what is
    /// alike.
    List<Rehearsal.Group> count(Instant now);

    void keep(Unit unit, List<Rehearsal.Group> groups, Instant now);

    List<Rehearsal.Group> groups();

    /// When they were counted; empty while they were not.
    Optional<Instant> countedAt();
}
