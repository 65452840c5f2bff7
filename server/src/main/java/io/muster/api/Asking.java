package io.muster.api;

import io.muster.http.Page;
import io.muster.http.Parameter;
import io.muster.http.Permission;
import io.muster.http.Problem;
import io.muster.http.Reach;
import io.muster.http.Refused;
import io.muster.http.Request;
import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Runs;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How lists are asked for, the same for all of them.
final class Asking {
    static final Parameter Q =
            Parameter.text("q", "What to look for, in the query language; everything when absent.");
    static final Parameter SORT =
            Parameter.text("sort", "A column, with `-` in front for the largest first.");
    static final Parameter LIMIT = Parameter.number("limit", "How many, 1 to 1,000; 100 at first.");
    static final Parameter CURSOR = Parameter.text("cursor", "`next` of the page before.");

    private static final int LIMIT_FIRST = 100;

    private Asking() {}

    /// Lists that can be searched have these parameters.
    static Parameter[] searching() {
        return new Parameter[] {Q, SORT, LIMIT, CURSOR};
    }

    /// Lists that come in one order have these.
    static Parameter[] paging(Parameter... more) {
        Parameter[] all = new Parameter[more.length + 2];
        System.arraycopy(more, 0, all, 0, more.length);
        all[more.length] = LIMIT;
        all[more.length + 1] = CURSOR;
        return all;
    }

    /// Whose eyes the caller has.
    static Viewer viewer(Request request) {
        return viewer(request, Permission.READ);
    }

    /// What the caller may change, as eyes that see nothing else.
    static Viewer writer(Request request) {
        return viewer(request, Permission.WRITE);
    }

    /// What the caller may be told of the past, as eyes that see nothing else.
    static Viewer auditor(Request request) {
        return viewer(request, Permission.AUDIT);
    }

    private static Viewer viewer(Request request, Permission permission) {
        return request.caller()
                .rights()
                .reach(permission)
                .<Viewer>map(reach ->
                        switch (reach) {
                            case Reach.Everywhere _ -> new Viewer.Everything();
                            case Reach.Teams(Set<String> ids) -> new Viewer.Teams(ids);
                        })
                .orElseGet(() -> new Viewer.Teams(Set.of()));
    }

    /// May the caller use `permission` on what `team` owns? What nobody owns is nobody's but those
    /// who reach everything.
    static boolean may(Request request, Permission permission, Optional<String> team) {
        return request.caller()
                .rights()
                .reach(permission)
                .filter(it -> it.covers(team.orElse("")))
                .isPresent();
    }

    /// Somebody sees it and may not change it.
    static Refused foreign() {
        return Problem.FORBIDDEN.because("This needs the permission 'write' for its team.");
    }

    /// @throws io.muster.http.Refused when the caller may not change what `team` owns
    static void checkWriting(Request request, Optional<String> team) {
        if (!may(request, Permission.WRITE, team)) {
            throw Problem.FORBIDDEN.because(
                    team.filter(it -> !it.isEmpty())
                            .map("This needs the permission 'write' for the team '%s'."::formatted)
                            .orElse(
                                    "What is no team's needs the permission 'write' for all teams."));
        }
    }

    /// The question in `q`.
    static Query query(Request request, Listing listing) {
        return parsed(listing, request.query().text("q").orElse(""));
    }

    static Query parsed(Listing listing, String text) {
        try {
            return Query.parse(listing, text);
        } catch (QueryRefused e) {
            throw refused(e);
        }
    }

    static PageRequest page(Request request) {
        return new PageRequest(
                request.query().text("sort").orElse(""),
                limit(request),
                request.query().text("cursor"));
    }

    static int limit(Request request) {
        return request.query().number("limit", LIMIT_FIRST, 1, PageRequest.LIMIT_MAX);
    }

    /// Answers a question, or says why it cannot be.
    static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (QueryRefused e) {
            throw refused(e);
        }
    }

    private static Refused refused(QueryRefused e) {
        return Problem.BAD_QUERY.because(
                e.at() > 0 ? e.reason() + " (at character %d)".formatted(e.at() + 1) : e.reason());
    }

    /// A page of the store as a page of the API, each item as `view` shows it.
    static <T, V> Page<V> shown(io.muster.inventory.search.Page<T> page, Function<T, V> view) {
        return new Page<>(
                page.items().stream().map(view).toList(),
                page.next(),
                page.total().number(),
                page.total().isAtLeast() ? Optional.of(true) : Optional.empty());
    }

    /// A page of a list whose rows are numbered: asked for with one row more than is shown.
    static <T, V> Page<V> numbered(Request request, Numbered<T> rows, Function<T, V> view) {
        int limit = limit(request);
        long after = number(request.query().text("cursor"));
        List<Runs.Numbered<T>> found = rows.after(after, limit + 1);
        return Cut.of(found, limit, Runs.Numbered::number).page(it -> view.apply(it.value()));
    }

    static long number(Optional<String> cursor) {
        String text = cursor.orElse("0");
        if (!text.matches("[0-9]{1,18}")) {
            throw Problem.BAD_CURSOR.because("Leave `cursor` out to start again.");
        }
        return Long.parseLong(text);
    }

    /// Something that the query language may refuse.
    @FunctionalInterface
    interface Question<T> {
        T ask() throws QueryRefused;
    }

    /// The rows after a number.
    @FunctionalInterface
    interface Numbered<T> {
        List<Runs.Numbered<T>> after(long number, int limit);
    }
}
