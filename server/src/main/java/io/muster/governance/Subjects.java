package io.muster.governance;

import io.muster.inventory.CredentialName;
import io.muster.inventory.Due;
import io.muster.inventory.Entity;
import io.muster.inventory.IdentityName;
import io.muster.inventory.SourceName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that policy is held against, read in steps: no step sees what another saw, so that
/// none keeps the database from what it does meanwhile.
public interface Subjects {

    /// About how many there are.
    long size();

    /// The next ones of `kind`, in order of their numbers.
    ///
    /// @param kind credential, identity or source
    /// @param after the number of the last one; 0 at the start
    /// @param now for what begins to be counted on only now
    /// @return at most `limit`; none at the end
    List<Subject> after(Entity.Kind kind, long after, int limit, Instant now);

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
