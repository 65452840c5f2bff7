package io.muster.reviews;

import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Rights that are to be taken away, and those that were.
public interface Reductions {

    /// The newest first.
    List<Reduction> list(
            Viewer viewer, Optional<Reduction.State> state, OptionalLong before, int limit);

    Optional<Reduction> find(Viewer viewer, String id);

    /// Those that are to be held against what scans see.
    List<Reduction> toLook(Instant now, int limit);

    /// What scans see of it; empty when there is too much to compare.
    Optional<Rights> rights(Reduction it, Instant now);

    /// It was looked at and is still to be done.
    void looked(Unit unit, Reduction it, Instant again);

    /// It is done.
    ///
    /// @throws io.muster.inventory.Refused when it was changed meanwhile
    Reduction done(
            Unit unit,
            Reduction it,
            Reduction.Confirmed confirmed,
            String note,
            Actor actor,
            Instant now);

    /// What is open, of each review and team together.
    List<Waiting> waiting();

    /// @param team whose tasks they are
    /// @param parent the team above it
    /// @param open how many are to be done
    /// @param since when they began
    /// @param told what the team was last reminded of
    record Waiting(
            String review,
            String reviewName,
            Optional<String> team,
            Optional<String> parent,
            long open,
            Instant since,
            Instant due,
            String told) {}

    /// The team was told.
    void told(Unit unit, Waiting waiting, String label);
}
