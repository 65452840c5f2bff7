package io.muster.inventory.intake;

import io.muster.inventory.Refused;
import java.util.List;

/// What a run looked at completely when it ended: what it saw there before and not now is gone.
///
/// @param places beginnings of places, `file://web-3/etc/`, `git://repository`; what was unreadable
///   below them is not gone. An endpoint of `tls` or `ssh` counts as complete by itself when
///   something was seen at it
/// @param work how much was looked at
public record Completion(List<String> places, Run.Work work) {
    private static final int PLACES_MAX = 10_000;

    public Completion {
        places = List.copyOf(places);
        if (places.size() > PLACES_MAX) {
            throw new Refused(
                    Refused.Kind.INVALID, "a run completes at most " + PLACES_MAX + " places");
        }
        for (String place : places) {
            if (place.indexOf("://") < 1) {
                throw new Refused(Refused.Kind.INVALID, "a completed place begins with scheme://");
            }
        }
    }
}
