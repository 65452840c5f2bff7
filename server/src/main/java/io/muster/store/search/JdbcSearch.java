package io.muster.store.search;

import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.query.Vocabulary;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.Facets;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.Page;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Search;
import io.muster.inventory.search.SightingSummary;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.CredentialTranslation;
import io.muster.store.query.FindingTranslation;
import io.muster.store.query.IdentityTranslation;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.query.Translation;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Lists, from a database. A page is found first, by numbers alone, and then read.
public final class JdbcSearch implements Search {
    private static final int EXPORT_PAGE = 1_000;

    private static final Map<String, String> CREDENTIALS =
            Map.of(
                    "expires", "c.not_after",
                    "first", "c.first_seen",
                    "seen", "c.last_seen",
                    "title", "c.title",
                    "places", "c.places",
                    "severity", "c.worst");
    private static final Map<String, String> IDENTITIES =
            Map.of(
                    "name", "i.name",
                    "first", "i.first_seen",
                    "seen", "i.last_seen",
                    "credentials", "i.credentials",
                    "severity", "i.worst",
                    "risk", "i.risk");
    private static final Map<String, String> FINDINGS =
            Map.of(
                    "severity", "f.severity",
                    "opened", "f.opened",
                    "resolved", "f.resolved",
                    "due", "f.due");

    private final Database roll;
    private final InstantSource clock;
    private final Effort effort;

    public JdbcSearch(Database roll, InstantSource clock) {
        this(roll, clock, Effort.usual(roll.dialect()));
    }

    JdbcSearch(Database roll, InstantSource clock, Effort effort) {
        this.effort = effort;
        this.roll = roll;
        this.clock = clock;
    }

    @Override
    public Page<CredentialSummary> credentials(Viewer viewer, Query query, PageRequest page)
            throws QueryRefused {
        Order order = Order.of(page.sort(), "expires", CREDENTIALS);
        return listed(viewer, query, page, order, credentials());
    }

    @Override
    public Page<IdentitySummary> identities(Viewer viewer, Query query, PageRequest page)
            throws QueryRefused {
        Order order = Order.of(page.sort(), "name", IDENTITIES);
        return listed(viewer, query, page, order, identities());
    }

    @Override
    public Page<FindingSummary> findings(Viewer viewer, Query query, PageRequest page)
            throws QueryRefused {
        Order order = Order.of(page.sort(), "-severity", FINDINGS);
        Listed<FindingSummary> list =
                new Listed<>(
                        "finding f",
                        FindingTranslation::new,
                        it -> Scope.ofFinding(it).stream().toList(),
                        (session, _, numbers) -> new FindingRows(session).read(numbers));
        return listed(viewer, query, page, order, list);
    }

    @Override
    public Page<SightingSummary> sightings(Viewer viewer, Query query, PageRequest page)
            throws QueryRefused {
        long now = now();
        String question = question(viewer, query, "");
        return answered(session ->
                new JdbcSightings(session, now).page(viewer, query, bounded(page), question));
    }

    @Override
    public void eachCredential(
            Viewer viewer, Query query, String sort, Consumer<CredentialSummary> taker)
            throws QueryRefused {
        PageRequest request = PageRequest.first(EXPORT_PAGE, sort);
        Page<CredentialSummary> page = credentials(viewer, query, request);
        page.items().forEach(taker);
        while (page.next().isPresent()) {
            page = credentials(viewer, query, request.at(page.next().get()));
            page.items().forEach(taker);
        }
    }

    @Override
    public Facets facets(Viewer viewer, Query query) throws QueryRefused {
        long now = now();
        return answered(session -> {
            JdbcFacets facets = new JdbcFacets(session, now);
            return switch (query.listing()) {
                case IDENTITIES ->
                        facets.identities(
                                new Finder(session, identities().table(), effort),
                                predicates(viewer, query, session, now, identities()));
                case CREDENTIALS ->
                        facets.credentials(
                                new Finder(session, credentials().table(), effort),
                                predicates(viewer, query, session, now, credentials()));
                case SIGHTINGS, FINDINGS ->
                        throw new QueryRefused(0, "Facets are of credentials or identities.");
            };
        });
    }

    @Override
    public Vocabulary vocabulary(Viewer viewer) {
        return (field, prefix, limit) ->
                roll.read(session ->
                        switch (viewer) {
                            case Viewer.Everything _ ->
                                    new JdbcVocabulary(session).of(field, prefix, limit);
                            case Viewer.Teams it ->
                                    new TeamVocabulary(session, it).of(field, prefix, limit);
                        });
    }

    private static Listed<CredentialSummary> credentials() {
        return new Listed<>(
                "credential c",
                CredentialTranslation::new,
                it -> Scope.owned(it, "credential c", "c.owner_n").stream().toList(),
                (session, now, numbers) -> new CredentialRows(session, now).read(numbers));
    }

    private static Listed<IdentitySummary> identities() {
        return new Listed<>(
                "identity i",
                IdentityTranslation::new,
                it -> {
                    List<Predicate> always = new ArrayList<>();
                    always.add(Predicate.of(Sql.of("i.merged_into = 0")));
                    Scope.owned(it, "identity i", "i.owner_n").ifPresent(always::add);
                    return always;
                },
                (session, _, numbers) -> new IdentityRows(session).read(numbers));
    }

    private <T> Page<T> listed(
            Viewer viewer, Query query, PageRequest request, Order order, Listed<T> list)
            throws QueryRefused {
        PageRequest page = bounded(request);
        long now = now();
        String question = question(viewer, query, order.name());
        Optional<Cursor> after = Optional.empty();
        if (page.cursor().isPresent()) {
            after = Optional.of(Cursor.open(page.cursor().get(), question));
        }
        Optional<Cursor> from = after;
        return answered(session -> {
            Finder.Found found =
                    new Finder(session, list.table(), effort)
                            .find(
                                    predicates(viewer, query, session, now, list),
                                    order,
                                    page.limit() + 1,
                                    from);
            List<Finder.Hit> hits =
                    found.rows().subList(0, Math.min(page.limit(), found.rows().size()));
            Optional<String> next =
                    found.rows().size() > page.limit()
                            ? Optional.of(cursor(hits.getLast(), found).sealed(question))
                            : Optional.empty();
            List<Long> numbers = hits.stream().map(Finder.Hit::number).toList();
            return new Page<>(list.reader().read(session, now, numbers), next, found.total());
        });
    }

    private static Cursor cursor(Finder.Hit last, Finder.Found found) {
        long counted = found.total().number() + (found.total().isAtLeast() ? 1 : 0);
        return new Cursor(last.number(), last.key(), counted);
    }

    private static List<Predicate> predicates(
            Viewer viewer, Query query, Session session, long now, Listed<?> list)
            throws SQLException, QueryRefused {
        List<Predicate> predicates = new ArrayList<>(list.always().of(viewer));
        Translation translation = list.translation().on(session, now);
        for (Condition condition : query.conditions()) {
            predicates.add(translation.of(condition));
        }
        if (query.conditions().stream().anyMatch(JdbcSearch::isShort)
                && predicates.stream().allMatch(it -> it.source().isEmpty())) {
            throw new QueryRefused(
                    0, "A word needs three letters to be looked for, or another term beside it.");
        }
        return predicates;
    }

    private static boolean isShort(Condition condition) {
        return condition instanceof Condition.Words words
                && words.anyOf().stream().anyMatch(it -> it.codePointCount(0, it.length()) < 3);
    }

    private static PageRequest bounded(PageRequest page) throws QueryRefused {
        if (page.limit() < 1 || page.limit() > PageRequest.LIMIT_MAX) {
            throw new QueryRefused(
                    0, "limit is a number from 1 to %d.".formatted(PageRequest.LIMIT_MAX));
        }
        return page;
    }

    /// What a cursor is bound to. A span of time moves on between two pages; the question stays.
    private static String question(Viewer viewer, Query query, String sort) {
        return String.join("\n", query.listing().toString(), viewer.toString(), sort, query.text());
    }

    private <T> T answered(Answer<T> answer) throws QueryRefused {
        return Refusing.read(roll, answer);
    }

    private long now() {
        return Times.micros(clock.instant());
    }

    /// A list whose rows have an `n`.
    private record Listed<T>(
            String table, Translating translation, Always always, Reader<T> reader) {}

    @FunctionalInterface
    private interface Translating {
        Translation on(Session session, long now);
    }

    @FunctionalInterface
    private interface Always {
        List<Predicate> of(Viewer viewer);
    }

    @FunctionalInterface
    private interface Reader<T> {
        List<T> read(Session session, long now, List<Long> numbers) throws SQLException;
    }
}
