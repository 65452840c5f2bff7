package io.muster.roll;

/// The roll in numbers.
///
/// @param identities distinct ones, accounts without a credential included
/// @param credentials ours: all that are listed but the foreign ones
/// @param foreign listed apart, in no key figure
/// @param sightings after duplicates were merged
/// @param unreadable what was there and could not be read
public record Summary(
        long identities, long credentials, long foreign, long sightings, long unreadable) {}
