package io.muster.governance;

import io.muster.inventory.Refused;
import java.time.Instant;
import java.util.Optional;

/// An exception, as people call it: a rule that may be broken for a while, for a reason that
/// somebody gave and others agreed to.
///
/// It is in force when somebody else than who asked for it has approved it, and somebody of the
/// security team has; one person may be both.
///
/// @param target the id of what it is about, or the query
/// @param until its end, at which it ends by itself
/// @param requestedBy a person, as [io.muster.inventory.Actor] writes them
/// @param approved by somebody else
/// @param secured by somebody of the security team
/// @param ended how it came to its end
public record Exemption(
        String id,
        String rule,
        Scope scope,
        String target,
        String reason,
        Instant until,
        State state,
        String requestedBy,
        Instant requestedAt,
        Optional<Approval> approved,
        Optional<Approval> secured,
        Optional<End> ended,
        long version) {

    /// What it is about.
    public enum Scope {
        /// One finding.
        FINDING,
        CREDENTIAL,
        /// An identity, and the credentials that it holds.
        IDENTITY,
        /// The credentials that a query finds.
        QUERY,
        /// All that belongs to a team.
        TEAM;

        /// Whether it may be about very many.
        public boolean isWide() {
            return this == QUERY || this == TEAM;
        }
    }

    /// What has become of it.
    public enum State {
        REQUESTED,
        IN_FORCE,
        REJECTED,
        REVOKED,
        EXPIRED;

        /// Whether nothing more can become of it.
        public boolean isOver() {
            return this != REQUESTED && this != IN_FORCE;
        }
    }

    public record Approval(String by, Instant at) {}

    /// @param note why
    public record End(String by, Instant at, String note) {}

    /// Who approves.
    public record Approver(String person, boolean ofSecurity) {}

    /// Since when it is, or was, in force; empty when it never was.
    public Optional<Instant> inForceSince() {
        return approved.flatMap(
                one -> secured.map(other -> one.at().isAfter(other.at()) ? one.at() : other.at()));
    }

    /// With one more approval.
    ///
    /// @throws Refused when it is not this person's to approve, or there is nothing to approve
    public Exemption approvedBy(Approver approver, Instant now) {
        if (state != State.REQUESTED) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "it is %s; there is nothing to approve".formatted(state));
        }
        if (approver.person().equals(requestedBy)) {
            throw new Refused(
                    Refused.Kind.FORBIDDEN,
                    "who asks for an exception does not approve it; somebody else must");
        }
        if (!until.isAfter(now)) {
            throw new Refused(Refused.Kind.CONFLICT, "its end has passed; ask for another");
        }
        Approval approval = new Approval(approver.person(), now);
        Optional<Approval> other = approved.or(() -> Optional.of(approval));
        Optional<Approval> security =
                approver.ofSecurity() ? secured.or(() -> Optional.of(approval)) : secured;
        if (other.equals(approved) && security.equals(secured)) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "somebody approved it already; now somebody of the security team must");
        }
        return with(
                other.isPresent() && security.isPresent() ? State.IN_FORCE : state,
                other,
                security,
                ended);
    }

    /// Turned down by `person`.
    public Exemption rejectedBy(String person, String note, Instant now) {
        if (state != State.REQUESTED) {
            throw new Refused(
                    Refused.Kind.CONFLICT,
                    "it is %s; what is in force is revoked, not rejected".formatted(state));
        }
        return with(State.REJECTED, approved, secured, Optional.of(new End(person, now, note)));
    }

    /// Ended before its time by `person`, or no longer asked for.
    public Exemption revokedBy(String person, String note, Instant now) {
        if (state.isOver()) {
            throw new Refused(Refused.Kind.CONFLICT, "it is %s already".formatted(state));
        }
        return with(State.REVOKED, approved, secured, Optional.of(new End(person, now, note)));
    }

    /// Ended by itself.
    public Exemption expired(Instant now) {
        return with(
                State.EXPIRED,
                approved,
                secured,
                Optional.of(new End("muster", now, "its end came")));
    }

    private Exemption with(
            State other,
            Optional<Approval> approval,
            Optional<Approval> security,
            Optional<End> end) {
        return new Exemption(
                id,
                rule,
                scope,
                target,
                reason,
                until,
                other,
                requestedBy,
                requestedAt,
                approval,
                security,
                end,
                version + 1);
    }
}
