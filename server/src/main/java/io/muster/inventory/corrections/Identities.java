package io.muster.inventory.corrections;

import io.muster.inventory.Actor;
import io.muster.model.Anchor;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people say about who is who. It survives every later scan, because it is kept beside what
/// scans say: in the bindings of anchors to identities.
///
/// Each change names the version of the identity that was read; when that is not its version any
/// more, [io.muster.inventory.Refused] is thrown.
public interface Identities {

    /// Makes `id` a part of `into`: all its anchors, its aliases and its name mean that one from
    /// now on.
    ///
    /// @return the new version of `into`
    long merge(Unit unit, Change change, String into);

    /// Makes a new identity of some anchors of `id`, everywhere or below a place only.
    ///
    /// @return the id of the new identity
    String split(Unit unit, Change change, Split split);

    /// Changes the name that is shown and searched; the name that scans see becomes an alias.
    ///
    /// @return the new version
    long rename(Unit unit, Change change, String name);

    /// Says by which other names it is known.
    ///
    /// @return the new version
    long alias(Unit unit, Change change, List<String> aliases);

    /// Says whose it is and how much it matters. What a person says goes before the rules of the
    /// configuration, until they take it away.
    ///
    /// @return the new version
    long describe(Unit unit, Change change, Description description);

    /// @param version of the identity as it was read
    record Change(String id, long version, Actor actor, Instant at) {}

    /// @param anchors as `canonical` writes them
    /// @param place the beginning of places; empty for everywhere
    /// @param name of the new identity
    record Split(List<Anchor> anchors, String place, String name) {
        public Split {
            anchors = List.copyOf(anchors);
        }
    }

    /// What is missing stays as it is; an empty text takes a value away.
    ///
    /// @param owner a team's id
    /// @param criticality a word of the installation's choice
    /// @param environment likewise
    record Description(
            Optional<String> owner, Optional<String> criticality, Optional<String> environment) {}
}
