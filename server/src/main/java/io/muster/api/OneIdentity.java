package io.muster.api;

import io.muster.inventory.search.Details;
import io.muster.inventory.search.IdentitySummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything about one identity that is not a list of its own.
///
/// @param anchors what means it now
/// @param series of short-lived credentials, of which the newest are listed and the others counted
/// @param attributes what people noted
/// @param mergedInto the identity that it is a part of now
record OneIdentity(
        IdentitySummary identity,
        List<String> aliases,
        List<Details.BoundAnchor> anchors,
        List<Details.RollingSeries> series,
        Map<String, String> attributes,
        Optional<String> mergedInto) {

    static OneIdentity of(Details.OfIdentity it) {
        return new OneIdentity(
                it.summary(),
                it.aliases(),
                it.anchors(),
                it.series(),
                it.attributes(),
                it.mergedInto());
    }
}
