package io.muster.inventory.intake;

import io.muster.inventory.Actor;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The sources, however they came to be.
public interface Sources {

    /// All, in order of id.
    List<Source> all();

    Optional<Source> find(String id);

    /// Makes or changes a source.
    ///
    /// @param source with the version that was read; 0 makes a new one
    /// @return as it is kept, with its new version
    /// @throws Refused when it was changed meanwhile, or the id of a new one is taken
    Source save(Unit unit, Source source, Actor actor);

    /// Says when it is to run next; no version changes.
    void plan(Unit unit, String id, Optional<Instant> nextDue);

    /// Removes it; what it has seen stays, and is closed as gone.
    ///
    /// @throws Refused when it was changed meanwhile
    void remove(Unit unit, String id, long version, Instant now, Actor actor);
}
