package io.muster.directory;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.access.Recording;
import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What is known of the directory, for people: who there is, who has left, and whether it is read.
///
/// @param reading empty when it is told by SCIM, or there is none
public record DirectoryRoutes(DirectoryOffice office, Optional<Reading> reading) {
    private static final String ROOT = "/api/v1/directory";
    private static final Parameter Q =
            Parameter.text("q", "A part of a name, a user name or a mail address.");
    private static final Parameter LIMIT =
            Parameter.number("limit", "How many, 1 to 1,000; 100 at first.");
    private static final Parameter CURSOR = Parameter.text("cursor", "`next` of the page before.");

    /// How the directory is.
    ///
    /// @param source `ldap`, `scim`, or `none` when nobody ever told anything
    public record Standing(
            Source source, long people, long active, long groups, Optional<Reading.State> reading) {

        /// Where it comes from.
        public enum Source {
            NONE,
            SCIM,
            LDAP
        }
    }

    /// A person.
    public record ShownPerson(
            String id,
            String userName,
            String externalId,
            String name,
            String mail,
            boolean active,
            Instant changed) {}

    /// A group.
    public record ShownGroup(String id, String externalId, String name, Instant changed) {}

    /// How the directory is to be read.
    ///
    /// @param dryRun tell what would change, and change nothing
    /// @param force also when it would keep out many at once
    public record Wish(Optional<Boolean> dryRun, Optional<Boolean> force) {}

    /// All of them.
    public List<Route> routes() {
        return List.of(
                get(ROOT, Permission.AUDIT, "How the directory is.")
                        .answering(Standing.class)
                        .by(_ -> Response.json(standing())),
                get(ROOT + "/people", Permission.AUDIT, "Whom the directory knows.")
                        .with(Q, LIMIT, CURSOR)
                        .listing(ShownPerson.class)
                        .by(this::people),
                get(ROOT + "/groups", Permission.AUDIT, "The groups of the directory.")
                        .with(Q, LIMIT, CURSOR)
                        .listing(ShownGroup.class)
                        .by(this::groups),
                get(ROOT + "/departures", Permission.AUDIT, "Who has left, the last first.")
                        .with(LIMIT, CURSOR)
                        .listing(Departure.class)
                        .by(this::departures),
                post(
                                ROOT + "/sync",
                                Permission.ADMINISTER,
                                "Reads the directory now, or tells what that would change.")
                        .taking(Wish.class)
                        .answering(Synchronization.Differences.class)
                        .by(this::sync));
    }

    private Standing standing() {
        long people = office.kept().people().page(new Wanted.All(), 0, 0).total();
        long active =
                office.kept()
                        .people()
                        .page(
                                new Wanted.Like(Wanted.Field.ACTIVE, Wanted.Match.EQUALS, "true"),
                                0,
                                0)
                        .total();
        long groups = office.kept().groups().page(new Wanted.All(), 0, 0).total();
        Standing.Source told = people + groups > 0 ? Standing.Source.SCIM : Standing.Source.NONE;
        return new Standing(
                reading.isPresent() ? Standing.Source.LDAP : told,
                people,
                active,
                groups,
                reading.map(Reading::state));
    }

    private Response people(Request request) {
        Wanted wanted =
                wanted(request, Wanted.Field.NAME, Wanted.Field.USER_NAME, Wanted.Field.MAIL);
        return page(
                request,
                (skip, limit) -> office.kept().people().page(wanted, skip, limit),
                it ->
                        new ShownPerson(
                                it.id(),
                                it.userName(),
                                it.externalId(),
                                it.name(),
                                it.mail(),
                                it.active(),
                                it.changed()));
    }

    private Response groups(Request request) {
        Wanted wanted = wanted(request, Wanted.Field.NAME);
        return page(
                request,
                (skip, limit) -> office.kept().groups().page(wanted, skip, limit),
                it -> new ShownGroup(it.id(), it.externalId(), it.name(), it.changed()));
    }

    private static Wanted wanted(Request request, Wanted.Field... fields) {
        Optional<String> part = request.query().text("q");
        return part.isEmpty()
                ? new Wanted.All()
                : new Wanted.Either(
                        List.of(fields).stream()
                                .<Wanted>map(it ->
                                        new Wanted.Like(it, Wanted.Match.CONTAINS, part.get()))
                                .toList());
    }

    /// A part of a list.
    @FunctionalInterface
    private interface Listing<T> {
        Found<T> from(long skip, int limit);
    }

    private static <T, V> Response page(Request request, Listing<T> listing, Function<T, V> view) {
        long skip = cursor(request);
        Found<T> found = listing.from(skip, limit(request));
        long end = skip + found.items().size();
        return Response.json(
                new Page<>(
                        found.items().stream().map(view).toList(),
                        end < found.total() && !found.items().isEmpty()
                                ? Optional.of(Long.toString(end))
                                : Optional.empty(),
                        found.total(),
                        Optional.empty()));
    }

    private Response departures(Request request) {
        int limit = limit(request);
        List<Departure> found =
                office.kept()
                        .people()
                        .latest(
                                request.query().text("cursor").isPresent()
                                        ? cursor(request)
                                        : Long.MAX_VALUE,
                                limit + 1);
        boolean more = found.size() > limit;
        List<Departure> shown = more ? found.subList(0, limit) : found;
        return Response.json(
                new Page<>(
                        shown,
                        more
                                ? Optional.of(Long.toString(shown.getLast().number()))
                                : Optional.empty(),
                        shown.size(),
                        more ? Optional.of(true) : Optional.empty()));
    }

    private static int limit(Request request) {
        return request.query().number("limit", 100, 1, 1000);
    }

    private static long cursor(Request request) {
        String text = request.query().text("cursor").orElse("0");
        if (!text.matches("[0-9]{1,15}")) {
            throw Problem.BAD_CURSOR.because("Leave `cursor` out to start again.");
        }
        return Long.parseLong(text);
    }

    private Response sync(Request request) {
        Wish wish = request.json(Wish.class);
        Reading it =
                reading.orElseThrow(() ->
                        Problem.CONFLICT.because(
                                "No directory is read here: set ldap.url, or let one push by SCIM."));
        try {
            return Response.json(
                    wish.dryRun().orElse(false)
                            ? it.differences()
                            : it.now(
                                    new Recording.Deed(request.caller().actor(), request.id()),
                                    wish.force().orElse(false)
                                            ? Synchronization.Guard.OFF
                                            : Synchronization.Guard.ON));
        } catch (IOException e) {
            throw Problem.CONFLICT.because(String.valueOf(e.getMessage()));
        }
    }
}
