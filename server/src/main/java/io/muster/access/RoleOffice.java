package io.muster.access;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.audit.Decision;
import io.muster.http.Caller;
import io.muster.http.Page;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Gives and takes roles. Those that [need two][Role#needsTwo] are proposed by one administrator
/// and confirmed by another within 72 hours; taking one away needs one.
///
/// The first administrator is the exception: as long as none is in force there is nobody who could
/// confirm but the machine's own people, and whoever owns the data folder may do everything anyway.
public final class RoleOffice {
    private static final int NAME_MAX = 200;

    private final Recording recording;
    private final RoleGrants grants;
    private final Accounts accounts;
    private final TeamTree teams;
    private final Authorization authorization;
    private final RandomGenerator random;

    /// @param random makes ids
    public RoleOffice(
            Recording recording,
            RoleGrants grants,
            Accounts accounts,
            TeamTree teams,
            Authorization authorization,
            RandomGenerator random) {
        this.recording = recording;
        this.grants = grants;
        this.accounts = accounts;
        this.teams = teams;
        this.authorization = authorization;
        this.random = random;
    }

    /// What somebody wants.
    ///
    /// @param person the id of an account; or else `group`
    /// @param team over it and those below it; over everything when absent
    public record Wish(
            Role role, Optional<String> person, Optional<String> group, Optional<String> team) {

        /// @throws IllegalArgumentException saying what does not fit
        public Wish {
            if (person.isPresent() == group.isPresent()) {
                throw new IllegalArgumentException(
                        "a role is given to either a 'person' or a 'group'");
            }
            String name = person.or(() -> group).orElseThrow();
            if (name.isBlank() || name.length() > NAME_MAX) {
                throw new IllegalArgumentException("a holder's name has 1 to 200 characters");
            }
            if (role.needsTwo() && team.isPresent()) {
                throw new IllegalArgumentException(
                        "the role '%s' is for the whole estate; leave 'team' out"
                                .formatted(role.word()));
            }
        }

        RoleGrant.Holder holder() {
            return person.<RoleGrant.Holder>map(RoleGrant.Holder.Person::new)
                    .orElseGet(() -> new RoleGrant.Holder.Group(group.orElseThrow()));
        }
    }

    /// A role that somebody has, or is to have.
    ///
    /// @param name of the person, as their provider says it
    /// @param state `in-force`, or `proposed` until another administrator confirms it
    /// @param until when a proposal is over
    public record Shown(
            String id,
            Role role,
            Optional<String> person,
            Optional<String> name,
            Optional<String> group,
            Optional<String> team,
            State state,
            String proposedBy,
            Instant proposedAt,
            Optional<String> confirmedBy,
            Optional<Instant> confirmedAt,
            Optional<Instant> until) {

        /// Is it in force?
        public enum State {
            IN_FORCE,
            PROPOSED
        }
    }

    /// The routes of roles.
    public List<Route> routes() {
        return List.of(
                get("/api/v1/grants", Permission.AUDIT, "Who has which role, and over what.")
                        .listing(Shown.class)
                        .by(_ -> Response.json(Page.whole(all()))),
                post(
                                "/api/v1/grants",
                                Permission.ADMINISTER,
                                "Gives a role, or proposes it where two must agree.")
                        .taking(Wish.class)
                        .answering(201, new Payload.Value(Shown.class))
                        .by(this::give),
                post(
                                "/api/v1/grants/{id}/confirm",
                                Permission.ADMINISTER,
                                "Agrees to a role that another administrator proposed.")
                        .answering(Shown.class)
                        .by(this::confirm),
                delete(
                                "/api/v1/grants/{id}",
                                Permission.ADMINISTER,
                                "Takes a role or a proposal away, at once.")
                        .by(this::take));
    }

    private List<Shown> all() {
        Instant now = recording.now();
        return grants.all().stream().filter(it -> !it.isStale(now)).map(this::shown).toList();
    }

    private Shown shown(RoleGrant it) {
        boolean person = it.holder() instanceof RoleGrant.Holder.Person;
        Optional<String> holder = Optional.of(it.holder().name());
        return new Shown(
                it.id(),
                it.role(),
                holder.filter(_ -> person),
                holder.filter(_ -> person).flatMap(accounts::find).map(Account::name),
                holder.filter(_ -> !person),
                it.team(),
                it.isInForce() ? Shown.State.IN_FORCE : Shown.State.PROPOSED,
                it.proposedBy(),
                it.proposedAt(),
                it.confirmedBy(),
                it.confirmedAt(),
                it.isInForce()
                        ? Optional.empty()
                        : Optional.of(it.proposedAt().plus(RoleGrant.WAITING_MAX)));
    }

    private Response give(Request request) {
        Wish wish = request.json(Wish.class);
        wish.person().ifPresent(this::checkPerson);
        wish.team().ifPresent(this::checkTeam);
        Caller caller = request.caller();
        Instant now = recording.now();
        RoleGrant proposed =
                new RoleGrant(
                        "g" + HexFormat.of().toHexDigits(random.nextLong()),
                        wish.role(),
                        wish.holder(),
                        wish.team(),
                        caller.person(),
                        now,
                        Optional.empty(),
                        Optional.empty());
        RoleGrant kept =
                recording
                        .units()
                        .write(unit -> {
                            boolean alone =
                                    !wish.role().needsTwo()
                                            || (wish.role() == Role.ADMINISTRATOR
                                                    && Account.isLocal(caller.person())
                                                    && !grants.isGiven(unit, Role.ADMINISTRATOR));
                            RoleGrant grant =
                                    alone ? proposed.confirmed(caller.person(), now) : proposed;
                            grants.removeWaiting(unit, now.minus(RoleGrant.WAITING_MAX));
                            if (!grants.keep(unit, grant)) {
                                throw Problem.CONFLICT.because(
                                        "They have this role already, or it waits to be confirmed.");
                            }
                            recording
                                    .log()
                                    .append(
                                            unit,
                                            decision(
                                                    request,
                                                    now,
                                                    alone ? "role.give" : "role.propose",
                                                    grant));
                            return grant;
                        });
        return Response.created("/api/v1/grants/" + kept.id(), shown(kept));
    }

    private void checkPerson(String person) {
        if (Account.isLocal(person)) {
            throw Problem.BAD_REQUEST.because(
                    "People of this machine may do everything and need no role.");
        }
        if (accounts.find(person).isEmpty()) {
            throw Problem.BAD_REQUEST.because(
                    "There is no account '%s'; /api/v1/accounts lists who has signed in."
                            .formatted(person));
        }
    }

    private void checkTeam(String team) {
        if (teams.below(Set.of(team)).isEmpty()) {
            throw Problem.BAD_REQUEST.because("There is no team '%s'.".formatted(team));
        }
    }

    private Response confirm(Request request) {
        String by = request.caller().person();
        Instant now = recording.now();
        RoleGrant grant = grant(request);
        if (grant.isInForce()) {
            throw Problem.CONFLICT.because("It is in force already.");
        }
        if (grant.isStale(now)) {
            throw Problem.NOT_FOUND.because("The proposal waited longer than 72 hours.");
        }
        if (by.equals(grant.proposedBy())) {
            throw Problem.FORBIDDEN.because(
                    "Another administrator must confirm it; you proposed it.");
        }
        if (grant.holder().name().equals(by)) {
            throw Problem.FORBIDDEN.because("Nobody confirms a role of their own.");
        }
        if (authorization
                .of(grant.proposedBy())
                .filter(it -> it.mayEverywhere(Permission.ADMINISTER))
                .isEmpty()) {
            throw Problem.CONFLICT.because(
                    "Who proposed it is no administrator any more; propose it again.");
        }
        RoleGrant confirmed = grant.confirmed(by, now);
        boolean done =
                recording
                        .units()
                        .write(unit -> {
                            boolean first = grants.confirm(unit, confirmed);
                            if (first) {
                                recording
                                        .log()
                                        .append(
                                                unit,
                                                decision(request, now, "role.confirm", confirmed));
                            }
                            return first;
                        });
        if (!done) {
            throw Problem.CONFLICT.because("It was confirmed or taken away meanwhile.");
        }
        return Response.json(shown(confirmed));
    }

    private Response take(Request request) {
        RoleGrant grant = grant(request);
        Instant now = recording.now();
        boolean done =
                recording
                        .units()
                        .write(unit -> {
                            boolean was = grants.remove(unit, grant.id());
                            if (was) {
                                recording
                                        .log()
                                        .append(unit, decision(request, now, "role.take", grant));
                            }
                            return was;
                        });
        if (!done) {
            throw unknown();
        }
        return Response.nothing();
    }

    private RoleGrant grant(Request request) {
        return grants.find(request.variable("id")).orElseThrow(RoleOffice::unknown);
    }

    private static Refused unknown() {
        return Problem.NOT_FOUND.because("There is no grant with this id.");
    }

    private static Decision decision(Request request, Instant now, String action, RoleGrant grant) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("role", grant.role().word());
        detail.put(
                grant.holder() instanceof RoleGrant.Holder.Person ? "person" : "group",
                grant.holder().name());
        detail.put("team", grant.team().orElse(""));
        detail.put("proposedBy", grant.proposedBy());
        return Decision.of(
                now, request.caller().actor(), request.id(), action, "grant:" + grant.id(), detail);
    }
}
