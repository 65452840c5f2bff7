package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Entity;
import io.muster.inventory.TeamName;
import io.muster.stewardship.OwnersGone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Teams and people that are gone, and what they leave behind.
record OwnerGoneRoutes(OwnersGone gone, Writing writing) {
    private static final String ALL = "/api/v1/owners-gone";
    private static final String ONE = ALL + "/{id}";
    private static final int TEXT_MAX = 2_000;

    List<Route> routes() {
        return List.of(
                get(ALL, Permission.READ, "Owners that are gone, the newest first.")
                        .with(Asking.paging())
                        .listing(Shown.class)
                        .by(this::list),
                post(ALL, Permission.ADMINISTER, "Marks a team or a person as gone.")
                        .taking(Wish.class)
                        .answering(201, new Payload.Value(Shown.class))
                        .by(this::mark),
                get(ONE, Permission.READ, "One of them.").answering(Shown.class).by(this::one),
                get(
                                ONE + "/items",
                                Permission.READ,
                                "What is left behind: identities to reassign, credentials to rotate.")
                        .with(Asking.paging())
                        .listing(Item.class)
                        .by(this::items),
                post(ONE + "/undo", Permission.ADMINISTER, "It is there after all.")
                        .answering(Shown.class)
                        .by(this::undo));
    }

    /// @param entity team or person
    record Wish(String entity, String id, String reason) {}

    /// @param entity team or person
    /// @param reassign how many identities need another owner
    /// @param rotate how many credentials are to be rotated
    /// @param looked whether all was looked at
    record Shown(
            String id,
            String entity,
            String entityId,
            String name,
            String reason,
            Instant at,
            String by,
            long reassign,
            long rotate,
            boolean looked) {
        static Shown of(OwnersGone.Gone it) {
            return new Shown(
                    it.id(),
                    it.who().kind().toString(),
                    it.who().id(),
                    it.name(),
                    it.reason(),
                    it.at(),
                    it.by(),
                    it.reassign(),
                    it.rotate(),
                    it.looked());
        }
    }

    /// @param entity identity or credential
    record Item(
            String entity,
            String id,
            String kind,
            String title,
            OwnersGone.ToDo toDo,
            String why,
            Optional<TeamName> owner,
            Optional<TeamName> proposed) {
        static Item of(OwnersGone.Left it) {
            return new Item(
                    it.what().kind().toString(),
                    it.what().id(),
                    it.kind(),
                    it.title(),
                    it.toDo(),
                    it.why(),
                    it.owner(),
                    it.proposed());
        }
    }

    private Response list(Request request) {
        int limit = Asking.limit(request);
        Optional<String> cursor = request.query().text("cursor");
        long before = cursor.isEmpty() ? Long.MAX_VALUE : Asking.number(cursor);
        return Response.json(
                Cut.of(gone.list(before, limit + 1), limit, OwnersGone.Gone::number)
                        .page(Shown::of));
    }

    private Response mark(Request request) {
        Wish wish = request.json(Wish.class);
        String reason = wish.reason().strip();
        if (reason.isEmpty() || reason.length() > TEXT_MAX) {
            throw Problem.BAD_REQUEST.because("Say why, in 1 to 2,000 characters.");
        }
        Entity who =
                switch (wish.entity()) {
                    case "team" -> new Entity(Entity.Kind.TEAM, wish.id());
                    case "person" -> new Entity(Entity.Kind.PERSON, wish.id());
                    default -> throw Problem.BAD_REQUEST.because("'entity' is team or person.");
                };
        OwnersGone.Gone kept =
                writing.change(
                        request,
                        "owner.gone",
                        who.kind() + ":" + who.id(),
                        Map.of("reason", reason),
                        unit ->
                                gone.mark(
                                        unit, who, reason, Writing.actor(request), writing.now()));
        return Response.created(ALL + "/" + kept.id(), Shown.of(kept));
    }

    private OwnersGone.Gone find(Request request) {
        return gone.find(request.variable("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("Nobody of that id is gone."));
    }

    private Response one(Request request) {
        return Response.json(Shown.of(find(request)));
    }

    private Response items(Request request) {
        OwnersGone.Gone it = find(request);
        int limit = Asking.limit(request);
        long after = Asking.number(request.query().text("cursor"));
        return Response.json(
                Cut.of(gone.left(it.id(), after, limit + 1), limit, OwnersGone.Left::number)
                        .page(Item::of, it.reassign() + it.rotate()));
    }

    private Response undo(Request request) {
        OwnersGone.Gone it = find(request);
        boolean _ =
                writing.change(
                        request,
                        "owner.back",
                        it.who().kind() + ":" + it.who().id(),
                        Map.of("gone", it.id()),
                        unit -> {
                            gone.back(unit, it.id());
                            return true;
                        });
        return Response.json(Shown.of(find(request)));
    }
}
