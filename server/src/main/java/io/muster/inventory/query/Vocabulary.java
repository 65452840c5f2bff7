package io.muster.inventory.query;

import java.util.List;

/// The values that people and sources have given to fields whose values are not ours to list:
/// teams, tags, sources, environments.
@FunctionalInterface
public interface Vocabulary {

    /// At most `limit` values of `field` that begin with `prefix` (folded), in order.
    List<String> of(Field field, String prefix, int limit);
}
