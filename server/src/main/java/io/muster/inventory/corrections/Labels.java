package io.muster.inventory.corrections;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tags and named values that people attach to identities and credentials.
public interface Labels {

    /// Adds and removes tags of many at once; what is unknown is left out.
    ///
    /// @return how many were changed
    int tag(Unit unit, List<Entity> entities, Set<String> add, Set<String> remove, Mark mark);

    /// Sets all attributes of one.
    ///
    /// @param version of the entity as it was read
    /// @return its new version
    /// @throws Refused when it was changed meanwhile
    long attributes(
            Unit unit, Entity entity, long version, Map<String, String> attributes, Mark mark);

    Set<String> tags(Entity entity);

    Map<String, String> attributes(Entity entity);

    /// Who, and when.
    record Mark(Actor actor, Instant at) {}
}
