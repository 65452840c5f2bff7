package io.muster.model;

import java.time.Instant;

/// Where and when: a source saw a subject at a place, in a role.
///
/// @param source the source's name: `files`, `tls`, `ssh`, `git`
/// @param at when it was seen
/// @param facts what else the source could tell of it there
public record Sighting(
        Subject subject, Place place, Role role, String source, Instant at, Facts facts) {}
