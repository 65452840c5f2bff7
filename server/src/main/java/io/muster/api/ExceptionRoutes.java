package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.governance.Exemption;
import io.muster.governance.Exemption.Approval;
import io.muster.governance.Exemption.Scope;
import io.muster.governance.Exemption.State;
import io.muster.governance.Exemptions;
import io.muster.governance.PolicyOffice;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.owners.Teams;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Exceptions: asked for, approved by somebody else and by the security team, ended.
///
/// @param securityTeam the id of the team that must agree
/// @param random for ids
record ExceptionRoutes(
        Exemptions exemptions,
        PolicyOffice office,
        Teams teams,
        String securityTeam,
        RandomGenerator random,
        Writing writing) {
    private static final String ALL = "/api/v1/exceptions";
    private static final String ONE = ALL + "/{id}";
    private static final int ID_BYTES = 16;

    List<Route> routes() {
        return List.of(
                get(ALL, Permission.READ, "Exceptions, the newest first.")
                        .with(
                                Asking.paging(
                                        Parameter.text(
                                                "state",
                                                "requested, in-force, rejected, revoked or expired, separated by commas."),
                                        Parameter.text("rule", "The id of a rule."),
                                        Parameter.text(
                                                "target",
                                                "The id of the identity, credential or team that it is about.")))
                        .listing(Shown.class)
                        .forTeams()
                        .by(this::list),
                post(ALL, Permission.WRITE, "Asks for an exception.")
                        .taking(Wish.class)
                        .answering(201, new Payload.Value(Shown.class))
                        .by(this::request),
                get(ONE, Permission.READ, "One exception, and what became of it.")
                        .answering(Detail.class)
                        .forTeams()
                        .by(this::one),
                post(
                                ONE + "/approve",
                                Permission.APPROVE,
                                "Agrees to an exception; who asked for it cannot.")
                        .answering(Shown.class)
                        .by(this::approve),
                post(ONE + "/reject", Permission.APPROVE, "Turns an exception down.")
                        .taking(Note.class)
                        .answering(Shown.class)
                        .by(this::reject),
                post(ONE + "/revoke", Permission.APPROVE, "Ends an exception before its time.")
                        .taking(Note.class)
                        .answering(Shown.class)
                        .by(this::revoke),
                get(
                                "/api/v1/exception-events",
                                Permission.READ,
                                "What became of exceptions, in order, for whoever tells others.")
                        .with(Asking.paging())
                        .listing(Exemptions.Event.class)
                        .by(this::events));
    }

    /// @param scope `finding`, `credential`, `identity`, `query` or `team`
    /// @param target the id of what it is about, or the query
    /// @param rule may be left out for a finding
    /// @param days until it ends, 1 to 365; 90 when absent
    record Wish(
            Optional<String> rule,
            Scope scope,
            String target,
            String reason,
            Optional<Integer> days) {}

    record Note(String note) {}

    /// @param missing what it waits for: `approval`, `security`
    /// @param approvedBy somebody else than who asked for it
    /// @param securedBy somebody of the security team
    record Shown(
            String id,
            String rule,
            Scope scope,
            String target,
            String reason,
            Instant until,
            State state,
            List<String> missing,
            String requestedBy,
            Instant requestedAt,
            Optional<Approval> approvedBy,
            Optional<Approval> securedBy,
            Optional<Exemption.End> ended) {
        static Shown of(Exemption it) {
            return new Shown(
                    it.id(),
                    it.rule(),
                    it.scope(),
                    it.target(),
                    it.reason(),
                    it.until(),
                    it.state(),
                    missing(it),
                    it.requestedBy(),
                    it.requestedAt(),
                    it.approved(),
                    it.secured(),
                    it.ended());
        }

        private static List<String> missing(Exemption it) {
            if (it.state() != State.REQUESTED) {
                return List.of();
            }
            return it.approved().isEmpty() ? List.of("approval", "security") : List.of("security");
        }
    }

    /// @param covered how many findings it covers now
    /// @param coveredIsAtLeast whether it may be more
    record Detail(
            Shown exception,
            long covered,
            Optional<Boolean> coveredIsAtLeast,
            String securityTeam,
            List<Exemptions.Event> events) {}

    private Response list(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        OptionalLong before =
                cursor.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Asking.number(cursor));
        Exemptions.Filter filter =
                new Exemptions.Filter(
                        states(request),
                        request.query().text("rule"),
                        request.query().text("target"));
        List<Exemptions.Numbered> found =
                exemptions.list(Asking.viewer(request), filter, before, limit + 1);
        return Response.json(
                Cut.of(found, limit, Exemptions.Numbered::number)
                        .page(
                                it -> Shown.of(it.exemption()),
                                exemptions.count(Asking.viewer(request), filter)));
    }

    private static Set<State> states(Request request) {
        Set<State> states = EnumSet.noneOf(State.class);
        for (String word : request.query().text("state").orElse("").split(",", -1)) {
            if (!word.isEmpty()) {
                try {
                    states.add(State.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
                } catch (IllegalArgumentException _) {
                    throw Problem.BAD_REQUEST.because(
                            "'state' is requested, in-force, rejected, revoked or expired.");
                }
            }
        }
        return states;
    }

    private Response request(Request request) {
        Wish wish = request.json(Wish.class);
        String rule = wish.rule().orElse("");
        checkRule(rule, wish.scope());
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Instant now = writing.now();
        Exemptions.Wish whole =
                new Exemptions.Wish(
                        HexFormat.of().formatHex(id),
                        rule,
                        wish.scope(),
                        wish.target(),
                        wish.reason().strip(),
                        now.plus(
                                wish.days()
                                        .map(it -> Duration.ofDays(it))
                                        .orElse(Exemptions.USUAL)),
                        person(request));
        Exemption kept =
                writing.change(
                        request,
                        "exception.request",
                        "exception:" + whole.id(),
                        Map.of(
                                "rule", rule,
                                "scope", wish.scope().toString().toLowerCase(Locale.ROOT),
                                "target", wish.target(),
                                "until", whole.until().toString(),
                                "reason", whole.reason(),
                                "person", whole.person()),
                        unit -> exemptions.request(unit, whole, now));
        return Response.created(ALL + "/" + kept.id(), Shown.of(kept));
    }

    private void checkRule(String rule, Scope scope) {
        if (rule.isEmpty() && scope == Scope.FINDING) {
            return;
        }
        if (office.inForce().policy().rules().stream().noneMatch(it -> it.id().equals(rule))) {
            throw Problem.BAD_REQUEST.because(
                    rule.isEmpty()
                            ? "'rule' is missing."
                            : "No rule '%s' is in force.".formatted(rule));
        }
    }

    private Exemption exemption(Request request) {
        return exemptions
                .find(Asking.viewer(request), request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such exception."));
    }

    private Response one(Request request) {
        Exemption it = exemption(request);
        long covered = exemptions.covered(it.id());
        return Response.json(
                new Detail(
                        Shown.of(it),
                        covered,
                        covered >= Exemptions.COVERED_MAX ? Optional.of(true) : Optional.empty(),
                        securityTeam,
                        exemptions.events(it.id())));
    }

    private Response approve(Request request) {
        String person = person(request);
        Exemption before = exemption(request);
        return keep(
                request,
                "exception.approve",
                before.approvedBy(
                        new Exemption.Approver(person, isOfSecurity(request)), writing.now()),
                "");
    }

    /// Of a token the person who answers for it, so that nobody approves with a token what they
    /// asked for in the console.
    private static String person(Request request) {
        return "person:" + request.caller().person();
    }

    /// People of this machine belong to it as the list of people says, those of elsewhere by a role
    /// that reaches it.
    private boolean isOfSecurity(Request request) {
        String id = request.caller().person();
        return id.indexOf(':') < 0
                ? teams.person(id)
                        .flatMap(Teams.Person::team)
                        .filter(securityTeam::equals)
                        .isPresent()
                : Asking.may(request, Permission.APPROVE, Optional.of(securityTeam));
    }

    private Response reject(Request request) {
        String note = note(request);
        return keep(
                request,
                "exception.reject",
                exemption(request).rejectedBy(person(request), note, writing.now()),
                note);
    }

    private Response revoke(Request request) {
        String note = note(request);
        return keep(
                request,
                "exception.revoke",
                exemption(request).revokedBy(person(request), note, writing.now()),
                note);
    }

    private static String note(Request request) {
        String note = request.json(Note.class).note().strip();
        if (note.isEmpty() || note.length() > 2000) {
            throw Problem.BAD_REQUEST.because("Say why, in 1 to 2,000 characters.");
        }
        return note;
    }

    private Response keep(Request request, String action, Exemption changed, String note) {
        String person = person(request);
        Exemption kept =
                writing.change(
                        request,
                        action,
                        "exception:" + changed.id(),
                        Map.of("rule", changed.rule(), "person", person, "note", note),
                        unit -> exemptions.keep(unit, changed, person, writing.now()));
        return Response.json(Shown.of(kept));
    }

    private Response events(Request request) {
        int limit = Asking.limit(request);
        long after = Asking.number(request.query().text("cursor"));
        List<Exemptions.Event> found = exemptions.events(after, limit + 1);
        return Response.json(Cut.of(found, limit, Exemptions.Event::number).page(it -> it));
    }
}
