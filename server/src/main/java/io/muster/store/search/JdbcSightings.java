package io.muster.store.search;

import io.muster.inventory.CredentialName;
import io.muster.inventory.Viewer;
import io.muster.inventory.query.Condition;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.Page;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.SightingSummary;
import io.muster.inventory.search.Total;
import io.muster.store.Dialect;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.query.SightingTranslation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The list of sightings: credential by credential, place by place. It has one order, that of its
/// key, because nothing else is cheap when one credential lies at a hundred thousand places.
final class JdbcSightings {
    private static final int FEW = 5_000;
    private static final String KEY = "s.credential_n, s.anchor_n, s.place_n, s.role, s.source_n";
    private static final String SELECT =
            "SELECT "
                    + KEY
                    + """
                    , c.id, c.type, c.title, p.text, r.id, s.first_at, s.last_at, s.gone_at, s.facts
                    """;
    private static final String JOINS =
            " LEFT JOIN credential c ON c.n = s.credential_n"
                    + " JOIN place p ON p.n = s.place_n"
                    + " JOIN source r ON r.n = s.source_n WHERE ";

    private final Session session;
    private final long now;

    JdbcSightings(Session session, long now) {
        this.session = session;
        this.now = now;
    }

    /// @param question what a cursor is bound to
    Page<SightingSummary> page(Viewer viewer, Query query, PageRequest request, String question)
            throws SQLException, QueryRefused {
        if (!request.sort().isEmpty()) {
            throw new QueryRefused(0, "Sightings have one order; ask without sort.");
        }
        Optional<Cursor> after = Optional.empty();
        if (request.cursor().isPresent()) {
            after = Optional.of(Cursor.open(request.cursor().get(), question));
        }
        List<Sql> checks = new ArrayList<>();
        List<Sql> few = new ArrayList<>();
        SightingTranslation translation = new SightingTranslation(session, now);
        for (Condition condition : query.conditions()) {
            Predicate predicate = translation.of(condition);
            checks.add(predicate.check());
            if (predicate.source().isPresent()) {
                List<Long> found = numbers(predicate.source().get(), FEW + 1);
                if (found.size() <= FEW) {
                    Sql side = among(SightingTranslation.side(condition), found);
                    few.add(
                            translation
                                    .accounts(condition)
                                    .map(it -> Sql.anyOf(List.of(side, it)))
                                    .orElse(side));
                }
            }
        }
        Scope.ofSighting(viewer).ifPresent(it -> checks.add(it.check()));
        return page(few, Sql.allOf(checks), request, question, after);
    }

    private List<Long> numbers(Sql source, long most) throws SQLException {
        Sql sql = Sql.of("SELECT DISTINCT n FROM (").with(source).with(Sql.of(") q LIMIT ?", most));
        return session.all(sql.text(), row -> row.number(1), sql.values());
    }

    private Sql among(String side, List<Long> numbers) {
        String anchor = side.equals("s.credential_n") ? " AND s.anchor_n = 0" : "";
        return numbers.size() == 1
                ? Sql.of(side + " = ?" + anchor, numbers.getFirst())
                : Sql.of(session.dialect().isOneOf(side), new Dialect.Numbers(numbers));
    }

    private Page<SightingSummary> page(
            List<Sql> few, Sql check, PageRequest request, String question, Optional<Cursor> after)
            throws SQLException, QueryRefused {
        Sql rows = session.dialect().withoutIndexes(check, "s", "");
        if (!few.isEmpty()) {
            rows = Sql.allOf(few).with(" AND ").with(rows);
        }
        Sql page = Sql.of(SELECT + "FROM sighting s" + JOINS).with(rows);
        if (after.isPresent()) {
            page =
                    page.with(
                            new Sql(
                                    " AND (" + KEY + ") > (?, ?, ?, ?, ?)",
                                    key(String.valueOf(after.get().key()))));
        }
        int limit = request.limit();
        Sql sql = page.with(Sql.of(" ORDER BY " + KEY + " LIMIT ?", limit + 1));
        List<String> keys = new ArrayList<>();
        List<SightingSummary> items =
                session.all(
                        sql.text(),
                        row -> {
                            keys.add(key(row));
                            return summary(row);
                        },
                        sql.values());
        Total total = total(after, items.size() <= limit, items.size(), rows);
        if (items.size() <= limit) {
            return new Page<>(items, Optional.empty(), total);
        }
        long counted = total.isAtLeast() ? total.number() + 1 : total.number();
        String next = new Cursor(0, keys.get(limit - 1), counted).sealed(question);
        return new Page<>(items.subList(0, limit), Optional.of(next), total);
    }

    private Total total(Optional<Cursor> after, boolean last, int here, Sql rows)
            throws SQLException {
        if (after.isPresent()) {
            return Total.ofCounted(after.get().total());
        }
        if (last) {
            return Total.exactly(here);
        }
        Sql sql =
                Sql.of("SELECT count(*) FROM (SELECT 1 FROM sighting s WHERE ")
                        .with(rows)
                        .with(Sql.of(" LIMIT ?) counted", Total.EXACT_MAX + 1));
        return Total.ofCounted(session.number(sql.text(), sql.values()));
    }

    private static String key(Row row) throws SQLException {
        return "%d %d %d %s %d"
                .formatted(row.number(1), row.number(2), row.number(3), row.text(4), row.number(5));
    }

    private static List<Object> key(String text) {
        String[] parts = text.split(" ", -1);
        return Stream.of(0, 1, 2, 3, 4)
                .map(it -> it == 3 ? (Object) parts[it] : Long.valueOf(parts[it]))
                .toList();
    }

    private static SightingSummary summary(Row row) throws SQLException {
        return new SightingSummary(
                new CredentialName(
                        row.someHex(6).orElse(""),
                        row.some(7).orElse("account"),
                        row.some(8).orElse("")),
                row.text(9),
                row.text(4),
                row.text(10),
                Times.instant(row.number(11)),
                Times.instant(row.number(12)),
                Times.known(row.number(13)),
                row.text(14));
    }
}
