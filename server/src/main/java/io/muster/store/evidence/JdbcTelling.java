package io.muster.store.evidence;

import io.muster.evidence.Readers;
import io.muster.evidence.Span;
import io.muster.evidence.Telling;
import io.muster.evidence.Told;
import io.muster.inventory.Viewer;
import io.muster.model.Facts;
import io.muster.store.Database;
import io.muster.store.Ids;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.figures.ToldTimes;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.store.search.JdbcDetails;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What sources told of an identity, from the roll: sightings and grants are kept as intervals, so
/// the past is there as long as they are.
public final class JdbcTelling implements Telling {
    private static final String LAST_USED = "lastUsed";

    private static final String PLACES =
            """
            SELECT c.id, coalesce(c.title, a.name, ''), coalesce(c.type, 'account'), p.text, s.role,
                   coalesce(o.id, ''), s.first_at, s.last_at, s.gone_at, s.facts
              FROM sighting s JOIN place p ON p.n = s.place_n
              LEFT JOIN credential c ON c.n = s.credential_n
              LEFT JOIN anchor a ON a.n = s.anchor_n
              LEFT JOIN source o ON o.n = s.source_n
             WHERE
            """;

    private static final String RIGHTS =
            """
            SELECT c.id, coalesce(c.title, a.name, ''), coalesce(c.type, 'account'), s.right_,
                   s.resource, s.scope, p.text, coalesce(o.id, ''), s.first_at, s.last_at, s.gone_at
              FROM may s JOIN place p ON p.n = s.place_n
              LEFT JOIN credential c ON c.n = s.credential_n
              LEFT JOIN anchor a ON a.n = s.anchor_n
              LEFT JOIN source o ON o.n = s.source_n
             WHERE
            """;

    private final Database roll;

    public JdbcTelling(Database roll) {
        this.roll = roll;
    }

    @Override
    public Optional<Told> of(Viewer viewer, String id, Span span, int limit) {
        return roll.read(session -> {
            Optional<Long> n = JdbcDetails.number(session, viewer, "identity", id);
            return n.isEmpty()
                    ? Optional.empty()
                    : Optional.of(told(new Asked(session, viewer, n.get(), span, limit)));
        });
    }

    private record Asked(Session session, Viewer viewer, long identity, Span span, int limit) {

        /// Rows `s` of credentials and of accounts that were of the identity, and touch the span.
        List<Sql> halves() {
            Sql seen =
                    Sql.of(
                            " AND s.first_at < ? AND (s.gone_at = 0 OR s.gone_at >= ?)",
                            Times.micros(span.to()),
                            Times.micros(span.from()));
            Sql visible =
                    Scope.ofCredential(viewer, "s.credential_n")
                            .map(Predicate::check)
                            .orElse(Sql.TRUE);
            return List.of(
                    Sql.of(
                                    "s.credential_n IN (SELECT credential_n FROM holding WHERE identity_n = ?)",
                                    identity)
                            .with(seen)
                            .with(" AND ")
                            .with(visible),
                    Sql.of(
                                    "s.credential_n = 0 AND s.anchor_n IN (SELECT anchor_n FROM binding"
                                            + " WHERE identity_n = ? AND since < ?"
                                            + " AND (until = 0 OR until >= ?))",
                                    identity,
                                    Times.micros(span.to()),
                                    Times.micros(span.from()))
                            .with(seen));
        }

        <T> List<T> all(String select, Row.Reader<T> reader) throws SQLException {
            List<T> all = new ArrayList<>();
            for (Sql half : halves()) {
                Sql sql =
                        Sql.of(select)
                                .with(half)
                                .with(" ORDER BY s.last_at DESC, p.text")
                                .with(Sql.of(" LIMIT ?", limit + 1));
                all.addAll(session.all(sql.text(), reader, sql.values()));
            }
            return all;
        }
    }

    private static Told told(Asked asked) throws SQLException {
        List<Told.Use> uses = new ArrayList<>();
        List<Told.Lay> places =
                asked.all(
                        PLACES,
                        row -> {
                            Facts facts = ToldTimes.facts(row.text(10));
                            Told.Lay lay =
                                    new Told.Lay(
                                            holder(row),
                                            row.text(4),
                                            row.text(5),
                                            Readers.of(facts),
                                            row.text(6),
                                            seen(row, 7));
                            ToldTimes.at(facts, LAST_USED)
                                    .filter(it -> !it.isBefore(asked.span().from()))
                                    .ifPresent(it -> uses.add(use(lay, it, facts)));
                            return lay;
                        });
        List<Told.Right> rights =
                asked.all(
                        RIGHTS,
                        row ->
                                new Told.Right(
                                        holder(row),
                                        row.text(4),
                                        row.text(5),
                                        row.text(6),
                                        row.text(7),
                                        row.text(8),
                                        seen(row, 9)));
        TreeSet<String> cut = new TreeSet<>();
        Instant first =
                Times.instant(
                        asked.session()
                                .number(
                                        "SELECT first_seen FROM identity WHERE n = ?",
                                        asked.identity()));
        return new Told(
                first,
                cut(rights, "rights", asked.limit(), cut),
                cut(places, "places", asked.limit(), cut),
                cut(uses, "uses", asked.limit(), cut),
                cut);
    }

    private static <T> List<T> cut(List<T> all, String name, int limit, Set<String> cut) {
        if (all.size() <= limit) {
            return all;
        }
        cut.add(name);
        return all.subList(0, limit);
    }

    private static Told.Holder holder(Row row) throws SQLException {
        return new Told.Holder(Ids.text(row, 1), row.text(2), row.text(3));
    }

    private static Told.Seen seen(Row row, int column) throws SQLException {
        return new Told.Seen(
                Times.instant(row.number(column)),
                Times.instant(row.number(column + 1)),
                Times.known(row.number(column + 2)));
    }

    private static Told.Use use(Told.Lay lay, Instant at, Facts facts) {
        SortedMap<String, String> detail = new TreeMap<>();
        facts.values()
                .forEach((name, value) -> {
                    if (name.startsWith(LAST_USED) && !name.equals(LAST_USED)) {
                        detail.put(name, String.valueOf(value));
                    }
                });
        return new Told.Use(lay.holder(), at, lay.place(), lay.source(), detail);
    }
}
