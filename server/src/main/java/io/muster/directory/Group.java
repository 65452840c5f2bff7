package io.muster.directory;

import java.time.Instant;

/// A group of the directory. Its name is what roles are given to.
///
/// @param id ours
/// @param externalId theirs; empty when the directory has none
/// @param version counts changes, those of members included, from 1
public record Group(
        String id, String externalId, String name, long version, Instant created, Instant changed) {

    /// The next version.
    public Group next(String newExternalId, String newName, Instant at) {
        return new Group(id, newExternalId, newName, version + 1, created, at);
    }
}
