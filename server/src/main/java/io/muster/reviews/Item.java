package io.muster.reviews;

import io.muster.inventory.Entity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One thing that is decided about.
///
/// @param number within all reviews
/// @param kind of an identity its kind, of a credential its type
/// @param team who decides
/// @param attention why it must be looked at by itself
public record Item(
        long number,
        Entity entity,
        String kind,
        String title,
        Optional<String> team,
        Set<Attention> attention,
        Evidence evidence,
        Optional<Decided> decided) {
    public Item {
        attention = Set.copyOf(attention);
    }

    /// What was decided.
    ///
    /// @param reason why, for those who read it later
    public record Decided(Choice choice, String reason, String by, Instant at) {}
}
