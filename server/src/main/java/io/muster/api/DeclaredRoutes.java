package io.muster.api;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.discovery.exports.Columns;
import io.muster.discovery.exports.DeclaredList;
import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.CredentialName;
import io.muster.inventory.TeamName;
import io.muster.inventory.Viewer;
import io.muster.inventory.declared.Declarations;
import io.muster.inventory.declared.Declared;
import io.muster.model.Declaration;
import io.muster.model.Malformed;
import io.muster.model.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What teams believe they have, held against what is there.
record DeclaredRoutes(Declared declared, Declarations declarations, Writing writing) {
    private static final String LISTS = "/api/v1/declared";
    private static final String LIST = LISTS + "/{id}";
    private static final int BYTES_MAX = 16 << 20;
    private static final int TREND_MAX = 1000;

    List<Route> routes() {
        return List.of(
                get(LISTS, Permission.READ, "Declared lists, each with its difference to the roll.")
                        .forTeams()
                        .listing(Shown.class)
                        .by(it ->
                                Response.json(
                                        Page.whole(
                                                declared.all().stream()
                                                        .filter(list -> isSeen(it, list))
                                                        .map(Shown::of)
                                                        .toList()))),
                post(
                                LISTS,
                                Permission.WRITE,
                                "Takes a list, CSV or JSON, in the place of the one with its id.")
                        .forTeams()
                        .with(
                                Parameter.text("id", "Of the list; made of its name when absent."),
                                Parameter.text("name", "For people."),
                                Parameter.text(
                                        "team",
                                        "Whose list it is; unknown are credentials of theirs only."),
                                Parameter.text(
                                        "map",
                                        "What columns mean, where their names do not say:"
                                                + " COLUMN=FIELD, with commas."))
                        .taking(new Payload.Other("application/octet-stream", BYTES_MAX))
                        .answering(201, new Payload.Value(Shown.class))
                        .by(this::upload),
                get(LIST, Permission.READ, "One declared list.")
                        .forTeams()
                        .answering(Shown.class)
                        .by(it -> shown(list(it))),
                delete(LIST, Permission.WRITE, "Removes a declared list.")
                        .forTeams()
                        .by(this::remove),
                get(
                                LIST + "/items",
                                Permission.READ,
                                "What both know, what only the roll knows, what only the list knows.")
                        .forTeams()
                        .with(
                                Asking.paging(
                                        Parameter.text(
                                                "kind",
                                                "known, unknown, missing or repeated; missing when absent.")))
                        .listing(Item.class)
                        .by(this::items),
                get(LIST + "/trend", Permission.READ, "How the difference went, the oldest first.")
                        .forTeams()
                        .listing(Declared.Delta.class)
                        .by(it ->
                                Response.json(
                                        Page.whole(
                                                declared.trend(list(it).id(), TREND_MAX)
                                                        .reversed()))));
    }

    /// A list, and how it differs from the roll. Until it was compared, a moment after it came, the
    /// counts are 0.
    ///
    /// @param rejected lines that say nothing by which a credential could be found
    record Shown(
            String id,
            String name,
            Optional<TeamName> team,
            long lines,
            long known,
            long unknown,
            long missing,
            long repeated,
            long rejected,
            Instant uploaded,
            String by,
            Optional<Instant> compared,
            long version) {

        static Shown of(Declared.Summary it) {
            Declared.Counts counts = it.counts().orElse(Declared.Counts.NONE);
            return new Shown(
                    it.id(),
                    it.name(),
                    it.team(),
                    it.lines(),
                    counts.known(),
                    counts.unknown(),
                    counts.missing(),
                    counts.repeated(),
                    it.unusable(),
                    it.uploaded(),
                    it.by(),
                    it.compared(),
                    it.version());
        }
    }

    /// A line, a credential, or both.
    ///
    /// @param line its number in the list
    /// @param declared what it says first, for people
    /// @param rule by which the line means the credential
    record Item(
            Optional<Long> line,
            Optional<String> declared,
            List<String> names,
            Optional<String> fingerprint,
            Optional<String> serialNumber,
            Optional<String> issuer,
            Optional<String> place,
            Optional<String> declaredOwner,
            Optional<String> type,
            Optional<String> expires,
            Optional<String> rule,
            Optional<CredentialName> credential) {

        static Item of(Declared.Item it) {
            Optional<Declaration> says = it.line().map(line -> line.declaration());
            return new Item(
                    it.line().map(line -> line.number()),
                    says.flatMap(Item::first),
                    says.map(Declaration::names).orElse(List.of()),
                    says.flatMap(Declaration::fingerprint),
                    says.flatMap(Declaration::serialNumber),
                    says.flatMap(Declaration::issuer),
                    says.flatMap(Declaration::place),
                    says.flatMap(Declaration::owner),
                    says.flatMap(Declaration::type),
                    says.flatMap(Declaration::expires),
                    it.rule(),
                    it.credential());
        }

        private static Optional<String> first(Declaration says) {
            return says.names().stream()
                    .findFirst()
                    .or(says::place)
                    .or(says::fingerprint)
                    .or(says::serialNumber);
        }
    }

    private static boolean isSeen(Request request, Declared.Summary list) {
        return Asking.may(request, Permission.READ, list.team().map(TeamName::id));
    }

    /// @throws io.muster.http.Refused when there is such a list and the caller may not change it
    private void checkWriting(Request request, String id) {
        declared.find(id)
                .ifPresent(it -> Asking.checkWriting(request, it.team().map(TeamName::id)));
    }

    private Declared.Summary list(Request request) {
        return declared.find(request.variable("id"))
                .filter(it -> isSeen(request, it))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such list."));
    }

    private static Response shown(Declared.Summary list) {
        return Response.json(Shown.of(list)).version(list.version());
    }

    private Response upload(Request request) throws IOException {
        String name = request.query().text("name").orElse("declared");
        String id =
                request.query()
                        .text("id")
                        .orElseGet(() ->
                                name.toLowerCase(Locale.ROOT)
                                        .replaceAll("[^a-z0-9]+", "-")
                                        .replaceAll("^-|-$", ""));
        Declared.Naming naming = new Declared.Naming(id, name, request.query().text("team"));
        Asking.checkWriting(request, naming.team());
        checkWriting(request, id);
        DeclaredList list = read(request, new Place("declared://" + id));
        Declared.Edition edition =
                declarations.prepare(id, list.declarations(), list.unusable().size());
        Declared.Summary kept =
                writing.change(
                        request,
                        "declared.upload",
                        "declared:" + id,
                        Map.of(
                                "name",
                                name,
                                "lines",
                                String.valueOf(edition.lines()),
                                "team",
                                naming.team().orElse("")),
                        unit -> declarations.adopt(unit, naming, edition, Writing.actor(request)));
        return Response.created(LISTS + "/" + id, Shown.of(kept));
    }

    private static DeclaredList read(Request request, Place place) throws IOException {
        try {
            return DeclaredList.read(
                    Uploaded.of(request, place, BYTES_MAX),
                    columns(request.query().text("map").orElse("")));
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because("The list cannot be read: " + e.reason() + ".");
        } catch (IllegalArgumentException e) {
            throw Problem.BAD_REQUEST.because(
                    "'map' is COLUMN=FIELD: %s.".formatted(e.getMessage()));
        }
    }

    private static Columns columns(String map) {
        if (map.isEmpty()) {
            return Columns.GUESSED;
        }
        Map<Columns.Field, String> names = new EnumMap<>(Columns.Field.class);
        for (String column : map.split(",", -1)) {
            int equals = column.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + column + "' is none");
            }
            names.put(Columns.Field.of(column.substring(equals + 1)), column.substring(0, equals));
        }
        return new Columns(names);
    }

    private Response items(Request request) {
        String id = list(request).id();
        Viewer viewer = Asking.viewer(request);
        Declared.Kind kind = kind(request.query().text("kind").orElse("missing"));
        return Response.json(
                Asking.numbered(
                        request,
                        (after, limit) -> declared.items(viewer, id, kind, after, limit),
                        Item::of));
    }

    private static Declared.Kind kind(String word) {
        for (Declared.Kind kind : Declared.Kind.values()) {
            if (kind.toString().equals(word)) {
                return kind;
            }
        }
        throw Problem.BAD_REQUEST.because("'kind' is known, unknown, missing or repeated.");
    }

    private Response remove(Request request) {
        String id = list(request).id();
        checkWriting(request, id);
        long version = request.version();
        boolean _ =
                writing.change(
                        request,
                        "declared.remove",
                        "declared:" + id,
                        Map.of(),
                        unit -> {
                            declared.remove(
                                    unit, id, version, Writing.actor(request), writing.now());
                            return true;
                        });
        declarations.sweep();
        return Response.nothing();
    }
}
