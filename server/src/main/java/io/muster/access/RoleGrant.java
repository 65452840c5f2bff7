package io.muster.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A role that somebody has.
///
/// @param holder whom it is given to
/// @param team over what this team and those below it own; over everything when absent
/// @param proposedBy the person who wants it so
/// @param confirmedBy the person by whom it came into force: the same one, unless the role [needs
///   two][Role#needsTwo]; empty while it waits for the second
public record RoleGrant(
        String id,
        Role role,
        Holder holder,
        Optional<String> team,
        String proposedBy,
        Instant proposedAt,
        Optional<String> confirmedBy,
        Optional<Instant> confirmedAt) {
    /// How long a proposal waits.
    public static final Duration WAITING_MAX = Duration.ofDays(3);

    /// Whom a role is given to.
    public sealed interface Holder {
        String name();

        /// @param name the id of an account
        record Person(String name) implements Holder {}

        /// @param name as the provider spells it
        record Group(String name) implements Holder {}
    }

    public boolean isInForce() {
        return confirmedBy.isPresent();
    }

    /// Can a proposal be confirmed no more at `now`?
    boolean isStale(Instant now) {
        return !isInForce() && !now.isBefore(proposedAt.plus(WAITING_MAX));
    }

    boolean isOf(Account account) {
        return switch (holder) {
            case Holder.Person(String id) -> id.equals(account.id());
            case Holder.Group(String group) -> account.groups().contains(group);
        };
    }

    RoleGrant confirmed(String by, Instant at) {
        return new RoleGrant(
                id, role, holder, team, proposedBy, proposedAt, Optional.of(by), Optional.of(at));
    }
}
