package io.muster.api;

import static io.muster.http.Operation.get;
import static io.muster.http.Operation.post;

import io.muster.http.Page;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Request;
import io.muster.http.Response;
import io.muster.http.Route;
import io.muster.inventory.Entity;
import io.muster.inventory.corrections.Labels;
import io.muster.inventory.query.Field;
import io.muster.inventory.query.Listing;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tags on many rows at once, shown before it is done.
record LabelRoutes(Search search, Labels labels, Writing writing) {
    private static final int ROWS_MAX = 100_000;
    private static final int TAGS_SHOWN = 1000;
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9._:-]{0,62}");

    List<Route> routes() {
        return List.of(
                get("/api/v1/tags", Permission.READ, "Tags that are in use.")
                        .forTeams()
                        .listing(Tag.class)
                        .by(this::tags),
                post("/api/v1/tags/apply", Permission.WRITE, "Adds and removes tags of many rows.")
                        .forTeams()
                        .taking(Apply.class)
                        .answering(Applied.class)
                        .by(this::apply));
    }

    record Tag(String name) {}

    /// @param list credentials or identities
    /// @param q which of them; or else `ids`
    /// @param preview only says how many rows that would be
    record Apply(
            Kind list,
            Optional<String> q,
            List<String> ids,
            List<String> add,
            List<String> remove,
            boolean preview) {}

    enum Kind {
        CREDENTIALS,
        IDENTITIES
    }

    /// @param rows how many rows the change touches
    /// @param changed how many were changed; 0 for a preview
    record Applied(long rows, long changed) {}

    private Response tags(Request request) {
        return Response.json(
                Page.whole(
                        search
                                .vocabulary(Asking.viewer(request))
                                .of(Field.TAG, "", TAGS_SHOWN)
                                .stream()
                                .map(Tag::new)
                                .toList()));
    }

    private Response apply(Request request) {
        Apply apply = request.json(Apply.class);
        for (List<String> some : List.of(apply.add(), apply.remove())) {
            for (String tag : some) {
                if (!TAG.matcher(tag).matches()) {
                    throw Problem.BAD_REQUEST.because(
                            "A tag has 1 to 63 small letters, digits, dots, colons, hyphens and"
                                    + " underscores.");
                }
            }
        }
        if (apply.q().isPresent() == !apply.ids().isEmpty()) {
            throw Problem.BAD_REQUEST.because("Send either 'q' or 'ids', to say which rows.");
        }
        List<Entity> rows = rows(request, apply);
        if (apply.preview()) {
            return Response.json(new Applied(rows.size(), 0));
        }
        Labels.Mark mark = new Labels.Mark(Writing.actor(request), writing.now());
        int changed =
                writing.change(
                        request,
                        "tags.apply",
                        apply.list().name().toLowerCase(Locale.ROOT),
                        Map.of(
                                "q", apply.q().orElse(""),
                                "rows", String.valueOf(rows.size()),
                                "add", String.join(" ", apply.add()),
                                "remove", String.join(" ", apply.remove())),
                        unit ->
                                labels.tag(
                                        unit,
                                        rows,
                                        Set.copyOf(apply.add()),
                                        Set.copyOf(apply.remove()),
                                        mark));
        return Response.json(new Applied(rows.size(), changed));
    }

    /// The rows that a caller may change and means.
    private List<Entity> rows(Request request, Apply apply) {
        String text =
                apply.q()
                        .orElseGet(() -> {
                            if (!apply.ids().stream()
                                    .allMatch(it -> it.matches("[0-9a-f]{32,64}"))) {
                                throw Problem.BAD_REQUEST.because(
                                        "'ids' are 32 or 64 hexadecimal digits.");
                            }
                            return "id:" + String.join("|", apply.ids());
                        });
        List<Entity> rows = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            PageRequest page = new PageRequest("", PageRequest.LIMIT_MAX, next);
            next =
                    switch (apply.list()) {
                        case CREDENTIALS -> {
                            var found = credentials(request, text, page);
                            found.items().forEach(it -> rows.add(Entity.credential(it.id())));
                            yield found.next();
                        }
                        case IDENTITIES -> {
                            var found = identities(request, text, page);
                            found.items().forEach(it -> rows.add(Entity.identity(it.id())));
                            yield found.next();
                        }
                    };
            if (rows.size() > ROWS_MAX) {
                throw Problem.TOO_LARGE.because(
                        "That are more than 100,000 rows; narrow the question.");
            }
        } while (next.isPresent());
        return rows;
    }

    private io.muster.inventory.search.Page<CredentialSummary> credentials(
            Request request, String text, PageRequest page) {
        return Asking.answer(() ->
                search.credentials(
                        Asking.writer(request), Asking.parsed(Listing.CREDENTIALS, text), page));
    }

    private io.muster.inventory.search.Page<IdentitySummary> identities(
            Request request, String text, PageRequest page) {
        return Asking.answer(() ->
                search.identities(
                        Asking.writer(request), Asking.parsed(Listing.IDENTITIES, text), page));
    }
}
