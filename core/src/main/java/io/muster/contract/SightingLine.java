package io.muster.contract;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where and when something was seen.
///
/// @param subject the credential, or the account
/// @param gone since when it is no longer there
public record SightingLine(
        Named subject,
        String place,
        String role,
        String source,
        Instant first,
        Instant last,
        Optional<Instant> gone,
        Map<String, Object> facts) {}
