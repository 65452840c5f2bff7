package io.muster.retirement;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What scans see of something now.
///
/// @param realm of an identity
/// @param places where it is, the first few; none when it is gone
/// @param statuses as providers tell them: `active`, `inactive`
/// @param unused whether policy still finds it unused
public record Seen(
        String realm,
        String name,
        List<String> places,
        List<String> statuses,
        Optional<Instant> lastUsed,
        boolean unused) {
    public Seen {
        places = List.copyOf(places);
        statuses = List.copyOf(statuses);
    }

    public boolean isGone() {
        return places.isEmpty();
    }

    /// Whether every provider that tells says that it cannot be used.
    public boolean isDisabled() {
        return !statuses.isEmpty()
                && statuses.stream()
                        .allMatch(it ->
                                it.equalsIgnoreCase("inactive")
                                        || it.equalsIgnoreCase("disabled")
                                        || it.toLowerCase(Locale.ROOT).startsWith("invalid since"));
    }

    /// Whether it was used after `at`.
    public boolean isUsedAfter(Instant at) {
        return lastUsed.filter(it -> it.isAfter(at)).isPresent();
    }
}
