package io.muster.governance;

import io.muster.inventory.CredentialName;
import io.muster.inventory.Entity;
import io.muster.inventory.IdentityName;
import io.muster.inventory.SourceName;
import io.muster.inventory.verdicts.Due;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that policy is held against, read in steps, which may be read side by side: no step
/// sees what another saw, so that none keeps the database from what it does meanwhile.
public interface Subjects {

    /// About how many there are.
    long size();

    /// The highest number of `kind`; 0 when there is none.
    ///
    /// @param kind credential, identity or source
    long last(Entity.Kind kind);

    /// Those of `kind` whose numbers are above `after` and not above `through`, in order.
    ///
    /// @param now for what begins to be counted on only now
    List<Subject> between(Entity.Kind kind, long after, long through, Instant now);

    /// One of them, as it is judged and as it is named.
    record Subject(Due due, Name name) {}

    /// One of the three.
    record Name(
            Optional<CredentialName> credential,
            Optional<IdentityName> identity,
            Optional<SourceName> source) {

        public static Name of(CredentialName it) {
            return new Name(Optional.of(it), Optional.empty(), Optional.empty());
        }

        public static Name of(IdentityName it) {
            return new Name(Optional.empty(), Optional.of(it), Optional.empty());
        }

        public static Name of(SourceName it) {
            return new Name(Optional.empty(), Optional.empty(), Optional.of(it));
        }
    }
}
