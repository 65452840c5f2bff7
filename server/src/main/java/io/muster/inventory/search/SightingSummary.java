package io.muster.inventory.search;

import io.muster.inventory.CredentialName;
import java.time.Instant;
import java.util.Optional;

/// A sighting as a line of a list.
///
/// @param gone since when it is no longer there
/// @param facts a JSON object
public record SightingSummary(
        CredentialName credential,
        String place,
        String role,
        String source,
        Instant first,
        Instant last,
        Optional<Instant> gone,
        String facts) {}
