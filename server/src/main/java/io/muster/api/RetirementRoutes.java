package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Entity;
import io.muster.inventory.TeamName;
import io.muster.retirement.Instruction;
import io.muster.retirement.Move;
import io.muster.retirement.Retirement;
import io.muster.retirement.Retirement.Confirmed;
import io.muster.retirement.Retirements;
import io.muster.retirement.Seen;
import io.muster.retirement.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The way out of what nobody needs.
record RetirementRoutes(Retirements retirements, Writing writing) {
    private static final String ALL = "/api/v1/retirements";
    private static final String ONE = ALL + "/{id}";
    private static final int TEXT_MAX = 2_000;

    List<Route> routes() {
        return List.of(
                get(ALL, Permission.READ, "What is on its way out, the newest first.")
                        .with(
                                Asking.paging(
                                        Parameter.text(
                                                "state",
                                                "flagged, proposed, disabling, observing, deleting, gone or kept."),
                                        Parameter.text(
                                                "identity", "Of this identity alone, by its id.")))
                        .listing(Shown.class)
                        .forTeams()
                        .by(this::list),
                post(ALL, Permission.WRITE, "Proposes to disable an identity or a credential.")
                        .taking(Wish.class)
                        .answering(201, new Payload.Value(Shown.class))
                        .forTeams()
                        .by(this::propose),
                get(
                                ONE,
                                Permission.READ,
                                "One of them: its steps, what scans see of it, and what is to be done.")
                        .answering(Detail.class)
                        .forTeams()
                        .by(this::one),
                post(
                                ONE + "/advance",
                                Permission.WRITE,
                                "Goes the next step; of a task, says that it was done.")
                        .taking(Note.class)
                        .answering(Shown.class)
                        .forTeams()
                        .by(this::advance),
                post(ONE + "/undo", Permission.WRITE, "Takes the last step back.")
                        .taking(Note.class)
                        .answering(Undone.class)
                        .forTeams()
                        .by(this::undo),
                post(
                                ONE + "/keep",
                                Permission.WRITE,
                                "It stays, and is asked about no more for 90 days.")
                        .taking(Note.class)
                        .answering(Shown.class)
                        .forTeams()
                        .by(this::keep));
    }

    /// @param entity identity or credential
    record Wish(String entity, String id, String reason) {}

    /// @param note why; of a task, what was done
    record Note(String note) {}

    /// @param entity identity or credential
    /// @param since when it came into this state
    /// @param due when the clock of the state runs down
    record Shown(
            String id,
            String entity,
            String entityId,
            String kind,
            String title,
            Optional<TeamName> owner,
            State state,
            Retirement.Why why,
            String reason,
            Instant begun,
            Instant since,
            Optional<Instant> due) {
        static Shown of(Retirement it) {
            return new Shown(
                    it.id(),
                    it.entity().kind().toString(),
                    it.entity().id(),
                    it.kind(),
                    it.title(),
                    it.team(),
                    it.state(),
                    it.why(),
                    it.reason(),
                    it.begun(),
                    it.since(),
                    it.due());
        }
    }

    /// @param next the state that the next step leads to
    /// @param task what must be done elsewhere before it
    record Detail(
            Shown retirement,
            Optional<State> next,
            Optional<Instruction> task,
            List<String> places,
            Optional<Instant> lastUsed,
            boolean disabled,
            boolean gone,
            List<Retirement.Step> steps) {}

    /// @param task what must be done elsewhere for it to be as it was
    record Undone(Shown retirement, Optional<Instruction> task) {}

    private Response list(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        OptionalLong before =
                cursor.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Asking.number(cursor));
        Optional<String> word = request.query().text("state");
        Optional<State> state = word.flatMap(State::named);
        if (word.isPresent() && state.isEmpty()) {
            throw Problem.BAD_REQUEST.because(
                    "'state' is flagged, proposed, disabling, observing, deleting, gone or kept.");
        }
        Optional<String> identity = request.query().text("identity");
        List<Retirement> found =
                identity.isPresent()
                        ? retirements
                                .of(Asking.viewer(request), Entity.identity(identity.get()))
                                .stream()
                                .filter(it -> state.isEmpty() || it.state() == state.get())
                                .filter(it -> it.number() < before.orElse(Long.MAX_VALUE))
                                .limit(limit + 1L)
                                .toList()
                        : retirements.list(Asking.viewer(request), state, before, limit + 1);
        return Response.json(Cut.of(found, limit, Retirement::number).page(Shown::of));
    }

    private Response propose(Request request) {
        Wish wish = request.json(Wish.class);
        String reason = text(wish.reason());
        Entity entity =
                switch (wish.entity()) {
                    case "identity" -> Entity.identity(wish.id());
                    case "credential" -> Entity.credential(wish.id());
                    default ->
                            throw Problem.BAD_REQUEST.because(
                                    "'entity' is identity or credential.");
                };
        Retirement kept =
                writing.change(
                        request,
                        "retirement.propose",
                        entity.kind() + ":" + entity.id(),
                        Map.of("reason", reason),
                        unit ->
                                retirements.propose(
                                        unit,
                                        Asking.writer(request),
                                        entity,
                                        reason,
                                        Writing.actor(request),
                                        writing.now()));
        return Response.created(ALL + "/" + kept.id(), Shown.of(kept));
    }

    private static String text(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > TEXT_MAX) {
            throw Problem.BAD_REQUEST.because("Say why, in 1 to 2,000 characters.");
        }
        return stripped;
    }

    private Retirement find(Request request) {
        return retirements
                .find(Asking.viewer(request), request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("Nothing of that id is on its way."));
    }

    /// @throws io.muster.http.Refused when it is seen and may not be changed
    private Retirement mine(Request request) {
        Retirement it = find(request);
        if (retirements.find(Asking.writer(request), it.id()).isEmpty()) {
            throw Asking.foreign();
        }
        return it;
    }

    private Response one(Request request) {
        Retirement it = find(request);
        Seen seen = retirements.seen(it);
        return Response.json(
                new Detail(
                        Shown.of(it),
                        it.state().next(),
                        Instruction.of(it.state(), seen),
                        seen.places(),
                        seen.lastUsed(),
                        seen.isDisabled(),
                        seen.isGone(),
                        retirements.steps(it.id())));
    }

    private Response advance(Request request) {
        String note = text(request.json(Note.class).note());
        Retirement it = mine(request);
        State next =
                it.state()
                        .next()
                        .orElseThrow(() ->
                                Problem.CONFLICT.because(
                                        "It is %s: nothing follows.".formatted(it.state())));
        Optional<Confirmed> confirmed =
                it.state().isTask() ? Optional.of(Confirmed.HAND) : Optional.empty();
        return Response.json(Shown.of(move(request, it, new Move(next, note, confirmed))));
    }

    private Response keep(Request request) {
        String note = text(request.json(Note.class).note());
        Retirement it = mine(request);
        if (it.state().isOver()) {
            throw Problem.CONFLICT.because("It is %s already.".formatted(it.state()));
        }
        return Response.json(
                Shown.of(move(request, it, new Move(State.KEPT, note, Optional.empty()))));
    }

    private Response undo(Request request) {
        String note = text(request.json(Note.class).note());
        Retirement it = mine(request);
        Seen seen = retirements.seen(it);
        if (it.state() == State.GONE && seen.isGone()) {
            throw Problem.CONFLICT.because(
                    "No scan sees it any more: what was deleted there is made anew, not taken back.");
        }
        State before =
                it.state()
                        .before()
                        .or(() ->
                                it.state() == State.KEPT
                                        ? retirements.last(it.id()).map(Retirement.Step::from)
                                        : Optional.empty())
                        .orElseThrow(() ->
                                Problem.CONFLICT.because(
                                        "It is only flagged: there is nothing to take back; keep it."));
        Optional<Instruction> task =
                it.state() == State.OBSERVING
                        ? Optional.of(Instruction.of(Instruction.Act.ENABLE, seen))
                        : Optional.empty();
        Retirement kept =
                move(request, it, new Move(before, "taken back: " + note, Optional.empty()));
        return Response.json(new Undone(Shown.of(kept), task));
    }

    private Retirement move(Request request, Retirement it, Move move) {
        return writing.change(
                request,
                "retirement." + move.to(),
                it.entity().kind() + ":" + it.entity().id(),
                Map.of(
                        "from", it.state().toString(),
                        "note", move.note(),
                        "confirmed", move.confirmed().map(Object::toString).orElse("")),
                unit -> retirements.move(unit, it, move, Writing.actor(request), writing.now()));
    }
}
