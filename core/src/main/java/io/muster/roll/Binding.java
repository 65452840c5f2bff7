package io.muster.roll;

import io.muster.model.Anchor;
import io.muster.model.Sighting;
import io.muster.roll.anchor.Where;
import java.util.Optional;

/// Somebody's decision, which survives the next run: what has this anchor is that identity,
/// everywhere or at some places only.
///
/// Merging, splitting and renaming are bindings; a wildcard of two teams is bound by place.
///
/// @param places a place or the beginning of one up to a `/`; empty for everywhere
/// @param reason who said so and why, for the evidence
public record Binding(Anchor anchor, Optional<String> places, Anchor identity, String reason) {

    boolean appliesAt(Sighting sighting) {
        if (places.isEmpty()) {
            return true;
        }
        String wanted = places.get();
        String spot = Where.spot(sighting);
        String place = sighting.place().text();
        return place.equals(wanted)
                || spot.equals(wanted)
                || place.startsWith(wanted.endsWith("/") ? wanted : wanted + "/");
    }
}
