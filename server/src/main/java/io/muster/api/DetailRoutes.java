package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.patch;
import static io.muster.http.Operation.post;

import io.muster.http.Page;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.History;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.corrections.Labels;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.intake.Runs;
import io.muster.inventory.query.Listing;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.Details;
import io.muster.inventory.search.Search;
import io.muster.model.Anchor;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One credential or one identity, what belongs to it, and what people say about it.
record DetailRoutes(
        Details details,
        Search search,
        History history,
        Identities identities,
        Labels labels,
        Writing writing) {
    private static final String CREDENTIAL = "/api/v1/credentials/{id}";
    private static final String IDENTITY = "/api/v1/identities/{id}";

    List<Route> routes() {
        return List.of(
                get(CREDENTIAL, Permission.READ, "Everything about one credential.")
                        .forTeams()
                        .answering(OneCredential.class)
                        .by(this::credential),
                patch(CREDENTIAL, Permission.WRITE, "Changes what people noted of a credential.")
                        .forTeams()
                        .taking(Note.class)
                        .answering(OneCredential.class)
                        .by(this::note),
                get(CREDENTIAL + "/sightings", Permission.READ, "Where a credential was seen.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(ListRoutes.Sighting.class)
                        .by(it -> sightings(it, "credential:")),
                get(CREDENTIAL + "/findings", Permission.READ, "What is or was wrong with it.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(FindingSummary.class)
                        .by(it -> findings(it, "credential:")),
                get(CREDENTIAL + "/neighbours", Permission.READ, "Credentials with the same key.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(CredentialSummary.class)
                        .by(this::neighbours),
                get(CREDENTIAL + "/history", Permission.READ, "What became of it, newest first.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(Change.class)
                        .by(it -> history(it, Entity.credential(credentialOf(it).summary().id()))),
                get(IDENTITY, Permission.READ, "Everything about one identity.")
                        .forTeams()
                        .answering(OneIdentity.class)
                        .by(this::identity),
                patch(IDENTITY, Permission.WRITE, "Changes what people say about an identity.")
                        .forTeams()
                        .taking(IdentityChange.class)
                        .answering(OneIdentity.class)
                        .by(this::change),
                post(IDENTITY + "/merge", Permission.WRITE, "Makes it a part of another identity.")
                        .forTeams()
                        .taking(Merge.class)
                        .answering(OneIdentity.class)
                        .by(this::merge),
                post(IDENTITY + "/split", Permission.WRITE, "Makes a new identity of some anchors.")
                        .forTeams()
                        .taking(Split.class)
                        .answering(OneIdentity.class)
                        .by(this::split),
                get(IDENTITY + "/credentials", Permission.READ, "Its credentials.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(CredentialSummary.class)
                        .by(this::credentials),
                get(IDENTITY + "/sightings", Permission.READ, "Where its credentials were seen.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(ListRoutes.Sighting.class)
                        .by(it -> sightings(it, "identity:")),
                get(IDENTITY + "/findings", Permission.READ, "What is or was wrong with it.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(FindingSummary.class)
                        .by(it -> findings(it, "identity:")),
                get(IDENTITY + "/history", Permission.READ, "What became of it, newest first.")
                        .forTeams()
                        .with(Asking.paging())
                        .listing(Change.class)
                        .by(it -> history(it, Entity.identity(identityOf(it).summary().id()))));
    }

    /// What is to be noted; what is missing stays as it is.
    record Note(Optional<List<String>> tags, Optional<Map<String, String>> attributes) {}

    /// What people say; what is missing stays as it is, an empty text takes a value away.
    ///
    /// @param owner a team's id
    record IdentityChange(
            Optional<String> name,
            Optional<String> owner,
            Optional<String> criticality,
            Optional<String> environment,
            Optional<List<String>> aliases,
            Optional<List<String>> tags,
            Optional<Map<String, String>> attributes) {}

    /// @param into the id of the identity that stays
    record Merge(String into) {}

    /// @param place the beginning of places to which this is limited; everywhere when absent
    record Split(List<Named> anchors, Optional<String> place, String name) {
        record Named(Anchor.Kind kind, String realm, String name) {}
    }

    /// Something that changed.
    record Change(Instant at, String actor, String request, Map<String, Object> change) {}

    private Response credential(Request request) {
        return shown(credentialOf(request));
    }

    private static Response shown(Details.OfCredential it) {
        return Response.json(OneCredential.of(it)).version(it.version());
    }

    private Details.OfCredential credentialOf(Request request) {
        return details.credential(Asking.viewer(request), request.variable("id"))
                .orElseThrow(() -> unknown("credential"));
    }

    private static Refused unknown(String what) {
        return Problem.NOT_FOUND.because(
                "There is no such %s; it may have been removed after its retention."
                        .formatted(what));
    }

    private Response note(Request request) {
        Details.OfCredential before = credentialOf(request);
        if (details.credential(Asking.writer(request), before.summary().id()).isEmpty()) {
            throw Asking.foreign();
        }
        long version = request.version();
        Note note = request.json(Note.class);
        Entity entity = Entity.credential(before.summary().id());
        Labels.Mark mark = new Labels.Mark(Writing.actor(request), writing.now());
        Labelling labelling =
                Labelling.of(
                        note.tags(),
                        note.attributes(),
                        before.summary().tags(),
                        before.attributes());
        long _ =
                writing.change(
                        request,
                        "credential.note",
                        entity.toString(),
                        Labelling.detail(note.tags(), note.attributes()),
                        unit -> labelling.apply(labels, unit, entity, version, mark));
        return shown(credentialOf(request));
    }

    private Response identity(Request request) {
        return shown(identityOf(request));
    }

    private Details.OfIdentity identityOf(Request request) {
        return identityOf(request, request.variable("id"));
    }

    private static Response shown(Details.OfIdentity it) {
        return Response.json(OneIdentity.of(it)).version(it.summary().version());
    }

    private Details.OfIdentity identityOf(Request request, String id) {
        return details.identity(Asking.viewer(request), id).orElseThrow(() -> unknown("identity"));
    }

    /// The identity that the caller means to change.
    private Details.OfIdentity changeable(Request request, String id) {
        Details.OfIdentity seen = identityOf(request, id);
        if (details.identity(Asking.writer(request), id).isEmpty()) {
            throw Asking.foreign();
        }
        return seen;
    }

    private Response change(Request request) {
        Details.OfIdentity before = changeable(request, request.variable("id"));
        long version = request.version();
        IdentityChange change = request.json(IdentityChange.class);
        if (change.owner().isPresent()) {
            Asking.checkWriting(request, change.owner());
        }
        String id = before.summary().id();
        Map<String, String> detail = Labelling.detail(change.tags(), change.attributes());
        change.name().ifPresent(it -> detail.put("name", it));
        change.owner().ifPresent(it -> detail.put("owner", it));
        change.criticality().ifPresent(it -> detail.put("criticality", it));
        change.environment().ifPresent(it -> detail.put("environment", it));
        change.aliases().ifPresent(it -> detail.put("aliases", String.join(" ", it)));
        Actor actor = Writing.actor(request);
        Instant now = writing.now();
        long _ =
                writing.change(
                        request,
                        "identity.change",
                        "identity:" + id,
                        detail,
                        unit -> new Steps(unit, id, actor, now).all(before, change, version));
        return shown(identityOf(request, id));
    }

    /// The steps of one change, each with the version that the one before left.
    private final class Steps {
        private final Unit unit;
        private final String id;
        private final Actor actor;
        private final Instant now;

        private Steps(Unit unit, String id, Actor actor, Instant now) {
            this.unit = unit;
            this.id = id;
            this.actor = actor;
            this.now = now;
        }

        private long all(Details.OfIdentity before, IdentityChange change, long version) {
            long now = version;
            if (change.name().isPresent()) {
                now = identities.rename(unit, at(now), change.name().get());
            }
            if (change.aliases().isPresent()) {
                now = identities.alias(unit, at(now), change.aliases().get());
            }
            if (change.owner().isPresent()
                    || change.criticality().isPresent()
                    || change.environment().isPresent()) {
                Identities.Description description =
                        new Identities.Description(
                                change.owner(), change.criticality(), change.environment());
                now = identities.describe(unit, at(now), description);
            }
            if (change.tags().isPresent() || change.attributes().isPresent()) {
                Labelling labelling =
                        Labelling.of(
                                change.tags(),
                                change.attributes(),
                                before.summary().tags(),
                                before.attributes());
                now =
                        labelling.apply(
                                labels,
                                unit,
                                Entity.identity(id),
                                now,
                                new Labels.Mark(actor, this.now));
            }
            return now;
        }

        private Identities.Change at(long version) {
            return new Identities.Change(id, version, actor, now);
        }
    }

    private Response merge(Request request) {
        String id = changeable(request, request.variable("id")).summary().id();
        String into = request.json(Merge.class).into();
        changeable(request, into);
        Identities.Change change =
                new Identities.Change(id, request.version(), Writing.actor(request), writing.now());
        long _ =
                writing.change(
                        request,
                        "identity.merge",
                        "identity:" + id,
                        Map.of("into", into),
                        unit -> identities.merge(unit, change, into));
        return shown(identityOf(request, into));
    }

    private Response split(Request request) {
        String id = changeable(request, request.variable("id")).summary().id();
        Split split = request.json(Split.class);
        Identities.Change change =
                new Identities.Change(id, request.version(), Writing.actor(request), writing.now());
        List<Anchor> anchors =
                split.anchors().stream()
                        .map(it -> new Anchor(it.kind(), it.realm(), it.name()))
                        .toList();
        String made =
                writing.change(
                        request,
                        "identity.split",
                        "identity:" + id,
                        Map.of("name", split.name(), "place", split.place().orElse("")),
                        unit ->
                                identities.split(
                                        unit,
                                        change,
                                        new Identities.Split(
                                                anchors, split.place().orElse(""), split.name())));
        return shown(identityOf(request, made));
    }

    private Response credentials(Request request) {
        return credentials(request, "identity:" + plain(request.variable("id")));
    }

    private Response neighbours(Request request) {
        Optional<String> key = credentialOf(request).summary().keyId();
        return key.isEmpty()
                ? Response.json(Page.whole(List.of()))
                : credentials(request, "key:" + key.get().replaceFirst("^sha256:", ""));
    }

    private Response credentials(Request request, String query) {
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.credentials(
                                        Asking.viewer(request),
                                        Asking.parsed(Listing.CREDENTIALS, query),
                                        Asking.page(request))),
                        it -> it));
    }

    private Response sightings(Request request, String field) {
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.sightings(
                                        Asking.viewer(request),
                                        Asking.parsed(
                                                Listing.SIGHTINGS,
                                                field + plain(request.variable("id"))),
                                        Asking.page(request))),
                        ListRoutes.Sighting::of));
    }

    private Response findings(Request request, String field) {
        return Response.json(
                Asking.shown(
                        Asking.answer(() ->
                                search.findings(
                                        Asking.viewer(request),
                                        Asking.parsed(
                                                Listing.FINDINGS,
                                                field + plain(request.variable("id"))),
                                        Asking.page(request))),
                        it -> it));
    }

    /// An id, so that nothing else becomes part of a question.
    private static String plain(String id) {
        if (!id.matches("[0-9a-f]{32,64}")) {
            throw unknown("thing");
        }
        return id;
    }

    private Response history(Request request, Entity entity) {
        return Response.json(
                Asking.numbered(
                        request,
                        (before, limit) ->
                                history.of(entity, before, limit).stream()
                                        .map(it -> new Runs.Numbered<>(it.number(), it))
                                        .toList(),
                        it ->
                                new Change(
                                        it.at(),
                                        it.actor().name(),
                                        it.actor().requestId(),
                                        Texts.object(it.change()))));
    }
}
