package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.stewardship.Orphans;
import io.muster.stewardship.Risk;
import io.muster.stewardship.Stewardship;
import io.muster.stewardship.Suggestions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whose things probably are, how risky they are, and what nobody owns.
record StewardshipRoutes(
        Stewardship stewardship, Suggestions suggestions, Orphans orphans, Writing writing) {
    private static final String IDENTITY = "/api/v1/identities/{id}";
    private static final int AT_ONCE = 500;

    List<Route> routes() {
        return List.of(
                get(
                                IDENTITY + "/owner-candidates",
                                Permission.READ,
                                "Who may own it, the most probable first, and why; nobody when somebody does.")
                        .listing(Candidate.class)
                        .by(this::candidates),
                post(
                                IDENTITY + "/owner-candidates/accept",
                                Permission.WRITE,
                                "Makes one of its candidates its owner.")
                        .taking(Choice.class)
                        .by(this::accept),
                get(
                                "/api/v1/owners/suggestions",
                                Permission.READ,
                                "What nobody owns with the team that is the most probable, the surest first.")
                        .with(Asking.paging())
                        .listing(Suggested.class)
                        .by(this::suggested),
                post(
                                "/api/v1/owners/accept",
                                Permission.WRITE,
                                "Makes the first candidate the owner wherever it is sure enough, 500 at once: ask again while there is more.")
                        .with(
                                Parameter.text(
                                        "threshold",
                                        "The least confidence, 0.5 to 1; 0.9 is usual."))
                        .answering(Accepted.class)
                        .by(this::acceptAll),
                get(
                                IDENTITY + "/risk",
                                Permission.READ,
                                "Its risk, 0 to 100, factor by factor, as it is now.")
                        .answering(RiskShown.class)
                        .by(this::risk),
                get(
                                "/api/v1/orphans",
                                Permission.READ,
                                "What nobody owns, and the clock of each: what is due first, first. Who sees some teams' things sees those that these teams look after.")
                        .forTeams()
                        .with(
                                Asking.paging(
                                        Parameter.text(
                                                "state",
                                                "open, escalated, accepted or declined; all when absent.")))
                        .listing(Orphan.class)
                        .by(this::orphans),
                post(
                                "/api/v1/orphans/{id}/decision",
                                Permission.WRITE,
                                "Accepts or declines that an orphan is decommissioned once its clock has run down. It is recorded, not done.")
                        .taking(Decision.class)
                        .by(this::decide));
    }

    /// @param team the id of a candidate
    record Choice(String team) {}

    /// @param state accepted or declined
    record Decision(String state, String reason) {}

    /// @param accepted how many have an owner now
    /// @param more whether there may be more to accept
    record Accepted(int accepted, boolean more) {}

    /// @param team its id
    /// @param confidence 0 to 1
    record Candidate(String team, String name, double confidence, List<Evidence> evidence) {
        static Candidate of(Suggestions.Suggestion it) {
            return new Candidate(
                    it.team().id(),
                    it.team().name(),
                    it.confidence(),
                    it.evidence().stream().map(Evidence::of).toList());
        }
    }

    /// @param kind where it comes from, such as `code-owners`
    /// @param says what is written there
    /// @param share of what was looked at, above 0 and at most 1
    record Evidence(String kind, String says, String where, double share) {
        static Evidence of(Suggestions.Evidence it) {
            return new Evidence(it.kind(), it.says(), it.where(), it.share());
        }
    }

    /// @param id of the identity
    record Suggested(String id, String kind, String name, Candidate candidate) {
        static Suggested of(Suggestions.Suggested it) {
            return new Suggested(it.id(), it.kind(), it.name(), Candidate.of(it.suggestion()));
        }
    }

    /// @param id of the identity
    /// @param state open, escalated, accepted or declined
    /// @param due when its clock runs down, or ran
    /// @param assigned the id of the team that looks for its owner
    /// @param decidedBy who accepted or declined
    record Orphan(
            String id,
            String kind,
            String name,
            String state,
            Instant found,
            Instant due,
            Optional<String> assigned,
            Optional<Instant> escalated,
            Optional<String> decidedBy,
            Optional<String> reason,
            long risk,
            Optional<Candidate> candidate) {
        static Orphan of(Orphans.Orphan it) {
            return new Orphan(
                    it.id(),
                    it.kind(),
                    it.name(),
                    it.state().toString(),
                    it.found(),
                    it.due(),
                    it.assigned().map(team -> team.id()),
                    it.escalated(),
                    it.decidedBy(),
                    it.reason(),
                    it.risk(),
                    it.suggestion().map(Candidate::of));
        }
    }

    /// @param score 0 to 100
    record RiskShown(int score, List<Factor> factors) {}

    /// @param points what it adds
    /// @param most what it could add
    record Factor(String id, String title, double points, double most, String because) {
        static Factor of(Risk.Factor it) {
            return new Factor(it.id(), it.title(), it.points(), it.most(), it.because());
        }
    }

    private Response candidates(Request request) {
        return Response.json(
                Page.whole(
                        suggestions.of(Asking.viewer(request), request.variable("id")).stream()
                                .map(Candidate::of)
                                .toList()));
    }

    private Response suggested(Request request) {
        return Response.json(
                Asking.shown(
                        suggestions.suggested(
                                Asking.viewer(request),
                                request.query().text("cursor"),
                                Asking.limit(request)),
                        Suggested::of));
    }

    private Response accept(Request request) {
        String id = request.variable("id");
        String team = request.json(Choice.class).team();
        // Whoever may not see it may not give it away.
        suggestions.of(Asking.viewer(request), id);
        boolean _ =
                writing.change(
                        request,
                        "identity.owner.accept",
                        "identity:" + id,
                        Map.of("team", team),
                        unit -> {
                            suggestions.accept(
                                    unit, id, team, Writing.actor(request), writing.now());
                            return true;
                        });
        return Response.nothing();
    }

    private Response acceptAll(Request request) {
        double threshold = threshold(request.query().text("threshold").orElse("0.9"));
        int accepted =
                writing.change(
                        request,
                        "owners.accept",
                        "owners",
                        Map.of("threshold", String.format(Locale.ROOT, "%.3f", threshold)),
                        unit ->
                                suggestions.acceptAll(
                                        unit,
                                        Asking.viewer(request),
                                        threshold,
                                        AT_ONCE,
                                        Writing.actor(request),
                                        writing.now()));
        return Response.json(new Accepted(accepted, accepted == AT_ONCE));
    }

    /// Below a half another candidate may be as probable.
    private static double threshold(String text) {
        if (!text.matches("0\\.[0-9]{1,6}|1(\\.0{1,6})?") || Double.parseDouble(text) < 0.5) {
            throw Problem.BAD_REQUEST.because("threshold is a number from 0.5 to 1, such as 0.9.");
        }
        return Double.parseDouble(text);
    }

    private Response risk(Request request) {
        Risk risk =
                stewardship
                        .wards()
                        .ward(Asking.viewer(request), request.variable("id"))
                        .map(stewardship::risk)
                        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such identity."));
        return Response.json(
                new RiskShown(risk.score(), risk.factors().stream().map(Factor::of).toList()));
    }

    private Response orphans(Request request) {
        Optional<Orphans.State> state = request.query().text("state").map(StewardshipRoutes::state);
        return Response.json(
                Asking.shown(
                        orphans.orphans(
                                Asking.viewer(request),
                                state,
                                request.query().text("cursor"),
                                Asking.limit(request)),
                        Orphan::of));
    }

    private static Orphans.State state(String text) {
        return Orphans.State.named(text)
                .orElseThrow(() ->
                        Problem.BAD_REQUEST.because(
                                "The states are " + Arrays.toString(Orphans.State.values()) + "."));
    }

    private Response decide(Request request) {
        String id = request.variable("id");
        Decision decision = request.json(Decision.class);
        Orphans.State state = state(decision.state());
        suggestions.of(Asking.viewer(request), id);
        boolean _ =
                writing.change(
                        request,
                        "orphan.decide",
                        "identity:" + id,
                        Map.of("state", state.toString(), "reason", decision.reason()),
                        unit -> {
                            orphans.decide(
                                    unit,
                                    id,
                                    state,
                                    decision.reason(),
                                    Writing.actor(request),
                                    writing.now());
                            return true;
                        });
        return Response.nothing();
    }
}
