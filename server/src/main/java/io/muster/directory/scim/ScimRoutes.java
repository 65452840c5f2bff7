package io.muster.directory.scim;

import static io.muster.http.Operation.delete;
import static io.muster.http.Operation.get;
import static io.muster.http.Operation.patch;
import static io.muster.http.Operation.post;
import static io.muster.http.Operation.put;

import io.muster.access.Recording;
import io.muster.directory.DirectoryOffice;
import io.muster.directory.Found;
import io.muster.directory.Group;
import io.muster.directory.Person;
import io.muster.http.Operation;
import io.muster.http.Parameter;
import io.muster.http.Payload;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.unit.Units;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// The routes of SCIM 2.0 (RFC 7644).
///
/// @param address of this server, when it was configured; else what the client calls it
/// @param elsewhere why nothing can be changed here, when the directory is read from elsewhere
public record ScimRoutes(
        DirectoryOffice office, Optional<URI> address, Optional<String> elsewhere) {
    private static final long BYTES_MAX = 8 << 20;
    private static final Payload CONTENT = new Payload.Other(Resources.MEDIA_TYPE, BYTES_MAX);
    private static final String USERS = Resources.ROOT + "/Users";
    private static final String USER = USERS + "/{id}";
    private static final String GROUPS = Resources.ROOT + "/Groups";
    private static final String GROUP = GROUPS + "/{id}";
    private static final Parameter[] LISTS = {
        Parameter.text("filter", "Which; see RFC 7644, section 3.4.2.2."),
        Parameter.number("startIndex", "The number of the first, from 1."),
        Parameter.number("count", "How many, at most 200."),
        Parameter.text("attributes", "What is shown of each."),
        Parameter.text("excludedAttributes", "What is not shown."),
        Parameter.ANY
    };
    private static final Parameter[] SHOWS = {
        Parameter.text("attributes", "What is shown."),
        Parameter.text("excludedAttributes", "What is not shown."),
        Parameter.ANY
    };

    /// All of them.
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(discovery());
        routes.add(listing(get(USERS, Permission.DIRECTORY, "People.")).by(this::users));
        routes.add(searching(USERS, "Looks for people.").by(it -> users(Search.asked(it))));
        routes.add(searching(GROUPS, "Looks for groups.").by(it -> groups(Search.asked(it))));
        routes.add(
                searching(Resources.ROOT, "Is not done: looks for people and groups at once.")
                        .by(_ -> Discovery.notDone()));
        routes.add(
                changing(post(USERS, Permission.DIRECTORY, "Adds a person."), 201)
                        .by(this::addUser));
        routes.add(showing(get(USER, Permission.DIRECTORY, "One person.")).by(this::user));
        routes.add(
                changing(put(USER, Permission.DIRECTORY, "Replaces a person."), 200)
                        .by(this::replaceUser));
        routes.add(
                changing(patch(USER, Permission.DIRECTORY, "Changes a person."), 200)
                        .by(this::patchUser));
        routes.add(
                delete(USER, Permission.DIRECTORY, "Removes a person: what they had is shut.")
                        .with(Parameter.ANY)
                        .by(this::removeUser));
        routes.add(listing(get(GROUPS, Permission.DIRECTORY, "Groups.")).by(this::groups));
        routes.add(
                changing(post(GROUPS, Permission.DIRECTORY, "Adds a group."), 201)
                        .by(this::addGroup));
        routes.add(showing(get(GROUP, Permission.DIRECTORY, "One group.")).by(this::group));
        routes.add(
                changing(put(GROUP, Permission.DIRECTORY, "Replaces a group."), 200)
                        .by(this::replaceGroup));
        routes.add(
                changing(patch(GROUP, Permission.DIRECTORY, "Changes a group."), 200)
                        .by(this::patchGroup));
        routes.add(
                delete(GROUP, Permission.DIRECTORY, "Removes a group.")
                        .with(Parameter.ANY)
                        .by(this::removeGroup));
        return routes;
    }

    private static Operation listing(Operation operation) {
        return operation.with(LISTS).answering(200, CONTENT);
    }

    private static Operation searching(String list, String summary) {
        return changing(post(list + "/.search", Permission.DIRECTORY, summary), 200);
    }

    private static Operation showing(Operation operation) {
        return operation.with(SHOWS).answering(200, CONTENT);
    }

    private static Operation changing(Operation operation, int status) {
        return operation.with(SHOWS).taking(CONTENT).answering(status, CONTENT);
    }

    private List<Route> discovery() {
        return List.of(
                showing(
                                get(
                                        Resources.ROOT + "/ServiceProviderConfig",
                                        Permission.DIRECTORY,
                                        "What of SCIM is there."))
                        .by(it -> Resources.json(200, about(it).configuration())),
                showing(
                                get(
                                        Resources.ROOT + "/ResourceTypes",
                                        Permission.DIRECTORY,
                                        "The kinds of resources."))
                        .by(it -> described(it, about(it).types())),
                showing(
                                get(
                                        Resources.ROOT + "/ResourceTypes/{id}",
                                        Permission.DIRECTORY,
                                        "One kind of resource."))
                        .by(it -> described(about(it).type(it.variable("id")))),
                showing(
                                get(
                                        Resources.ROOT + "/Schemas",
                                        Permission.DIRECTORY,
                                        "What is kept of each."))
                        .by(it -> described(it, about(it).schemas())),
                showing(
                                get(
                                        Resources.ROOT + "/Schemas/{id}",
                                        Permission.DIRECTORY,
                                        "What is kept of one."))
                        .by(it -> described(about(it).schema(it.variable("id")))));
    }

    private Discovery about(Request request) {
        return new Discovery(resources(request));
    }

    private static Response described(Request request, List<ObjectNode> all) {
        return request.query().text("filter").isPresent()
                ? Resources.json(403, Discovery.forbidden())
                : Resources.list(request, all, 1, all.size());
    }

    private static Response described(Optional<ObjectNode> one) {
        return one.map(it -> Resources.json(200, it)).orElseGet(Discovery::absent);
    }

    private Resources resources(Request request) {
        return Resources.of(request, address);
    }

    private Response users(Request request) {
        Found<Person> found =
                office.kept()
                        .people()
                        .page(
                                Criteria.people(request.query().text("filter")),
                                Resources.first(request) - 1,
                                Resources.count(request));
        List<ObjectNode> shown = found.items().stream().map(it -> shown(request, it)).toList();
        return Resources.list(request, shown, Resources.first(request), found.total());
    }

    private ObjectNode shown(Request request, Person person) {
        List<Group> groups =
                Resources.isWanted(request, "groups")
                        ? office.kept().groups().of(person.id())
                        : List.of();
        return Users.shown(person, groups, resources(request));
    }

    private Response user(Request request) {
        return office.kept()
                .people()
                .find(request.variable("id"))
                .map(it -> Resources.answer(request, 200, shown(request, it)))
                .orElseThrow(ScimRoutes::absent);
    }

    private Response addUser(Request request) throws IOException {
        Person person = Users.person(office.newId('u'), sent(request), office.now());
        Person added = write(unit -> office.add(unit, deed(request), person));
        return Resources.answer(request, 201, shown(request, added));
    }

    private Response replaceUser(Request request) throws IOException {
        ObjectNode sent = sent(request);
        return changeUser(request, it -> Users.person(it.id(), sent, office.now()));
    }

    private Response patchUser(Request request) throws IOException {
        ObjectNode sent = sent(request);
        return changeUser(
                request,
                it -> {
                    ObjectNode document = Users.document(it);
                    new Patch(Schema.USER, document, new HashSet<>()).apply(sent);
                    return Users.person(it.id(), document, office.now());
                });
    }

    private Response changeUser(Request request, UnaryOperator<Person> change) {
        Optional<Person> changed =
                write(unit ->
                        office.change(
                                unit,
                                deed(request),
                                request.variable("id"),
                                it -> {
                                    Resources.check(request, it.version());
                                    return change.apply(it);
                                }));
        return changed.map(it -> Resources.answer(request, 200, shown(request, it)))
                .orElseThrow(ScimRoutes::absent);
    }

    private Response removeUser(Request request) {
        String id = request.variable("id");
        boolean was =
                write(unit -> {
                    office.kept()
                            .people()
                            .find(unit, id)
                            .ifPresent(it -> Resources.check(request, it.version()));
                    return office.remove(unit, deed(request), id);
                });
        if (!was) {
            throw absent();
        }
        return Response.nothing();
    }

    private Response groups(Request request) {
        Found<Group> found =
                office.kept()
                        .groups()
                        .page(
                                Criteria.groups(request.query().text("filter")),
                                Resources.first(request) - 1,
                                Resources.count(request));
        List<ObjectNode> shown = found.items().stream().map(it -> shown(request, it)).toList();
        return Resources.list(request, shown, Resources.first(request), found.total());
    }

    private ObjectNode shown(Request request, Group group) {
        return GroupResource.shown(
                group,
                Resources.isWanted(request, "members")
                        ? office.kept().groups().members(group.id())
                        : List.of(),
                resources(request));
    }

    private Response group(Request request) {
        return office.kept()
                .groups()
                .find(request.variable("id"))
                .map(it -> Resources.answer(request, 200, shown(request, it)))
                .orElseThrow(ScimRoutes::absent);
    }

    private Response addGroup(Request request) throws IOException {
        ObjectNode sent = sent(request);
        Group group = GroupResource.group(office.newId('g'), sent, office.now());
        Set<String> members = GroupResource.members(sent);
        Group added =
                write(unit -> {
                    Group empty = office.add(unit, deed(request), group);
                    return office.change(unit, deed(request), empty, empty, _ -> members);
                });
        return Resources.answer(request, 201, shown(request, added));
    }

    private Response replaceGroup(Request request) throws IOException {
        ObjectNode sent = sent(request);
        Set<String> members = GroupResource.members(sent);
        return changeGroup(
                request,
                (_, there) -> {
                    there.clear();
                    there.addAll(members);
                    return sent;
                });
    }

    private Response patchGroup(Request request) throws IOException {
        ObjectNode sent = sent(request);
        return changeGroup(
                request,
                (document, members) -> {
                    new Patch(Schema.GROUP, document, members).apply(sent);
                    return document;
                });
    }

    /// What a group is to be.
    private interface GroupChange {
        /// @param members changed to those it is to have
        /// @return its other attributes
        ObjectNode apply(ObjectNode document, Set<String> members);
    }

    private Response changeGroup(Request request, GroupChange change) {
        Instant now = office.now();
        Group changed =
                write(unit -> {
                    Group before =
                            office.kept()
                                    .groups()
                                    .find(unit, request.variable("id"))
                                    .orElseThrow(ScimRoutes::absent);
                    Resources.check(request, before.version());
                    Set<String> members = office.kept().groups().memberIds(unit, before.id());
                    ObjectNode wanted = change.apply(GroupResource.document(before), members);
                    return office.change(
                            unit,
                            deed(request),
                            before,
                            GroupResource.group(before.id(), wanted, now),
                            _ -> members);
                });
        return Resources.answer(request, 200, shown(request, changed));
    }

    private Response removeGroup(Request request) {
        boolean was =
                write(unit -> office.removeGroup(unit, deed(request), request.variable("id")));
        if (!was) {
            throw absent();
        }
        return Response.nothing();
    }

    private ObjectNode sent(Request request) throws IOException {
        return Texts.sent(request.body().stream());
    }

    private <T> T write(Units.Work<T> work) {
        elsewhere.ifPresent(it -> {
            throw Problem.FORBIDDEN.because(it);
        });
        return office.recording().units().write(work);
    }

    private static Recording.Deed deed(Request request) {
        return new Recording.Deed(request.caller().actor(), request.id());
    }

    private static Refused absent() {
        return Problem.NOT_FOUND.because("There is no such resource.");
    }
}
