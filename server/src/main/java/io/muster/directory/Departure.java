package io.muster.directory;

import java.time.Instant;

/// Somebody is gone: what they answered for needs somebody else.
///
/// @param number counts up, for whoever follows
/// @param person the id that they had in the directory
public record Departure(
        long number,
        String person,
        String externalId,
        String userName,
        String name,
        String mail,
        How how,
        Instant at) {

    /// How somebody leaves.
    public enum How {
        /// The directory does not know them any more.
        REMOVED,
        /// The directory keeps them, and they may not come in.
        INACTIVE
    }

    /// That of `person`, which has no number yet.
    static Departure of(Person person, How how, Instant at) {
        return new Departure(
                0,
                person.id(),
                person.externalId(),
                person.userName(),
                person.name(),
                person.mail(),
                how,
                at);
    }
}
