package io.muster.store;

import io.muster.inventory.Total;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the rows of one page, in one of two ways, whichever is shorter:
///
/// - *index first*: some condition finds few rows; they are all fetched, checked, sorted, counted;
/// - *order first*: every condition finds many, so rows that fit are dense: they are taken in the
///   order of the sort's index until the page is full.
///
/// Which it is is found out by looking, at most [#FEW] steps into each condition's index.
final class Finder {
    /// So many rows are fetched and sorted in a few tens of milliseconds; and when every condition
    /// finds more than that among a million, a page is full after some thousand.
    static final int FEW = 20_000;

    private final Session session;
    private final String table;
    private final String alias;
    private final String n;

    /// @param table with its alias: `credential c`
    Finder(Session session, String table) {
        this.session = session;
        this.table = table;
        this.alias = table.substring(table.indexOf(' ') + 1);
        this.n = alias + ".n";
    }

    /// The rows of a page.
    ///
    /// @param rows one more than the page, when there are more
    record Found(List<Hit> rows, Total total) {}

    /// A row by its `n`, and its value in the sort column.
    record Hit(long number, Object key) {}

    /// @param limit how many rows at most
    /// @param after the row before the page
    Found find(List<Predicate> predicates, Order order, int limit, Optional<Cursor> after)
            throws SQLException {
        Sql check = Sql.allOf(predicates.stream().map(Predicate::check).toList());
        Optional<Sql> few = few(predicates);
        List<Hit> rows =
                few.isPresent()
                        ? indexFirst(few.get(), check, order, limit, after)
                        : orderFirst(check, order, limit, after);
        if (after.isPresent()) {
            return new Found(rows, Total.ofCounted(after.get().total()));
        }
        if (rows.size() < limit) {
            return new Found(rows, Total.exactly(rows.size()));
        }
        return new Found(rows, Total.ofCounted(count(predicates, few, check)));
    }

    /// The source that finds the fewest rows, when they are few.
    private Optional<Sql> few(List<Predicate> predicates) throws SQLException {
        Optional<Sql> best = Optional.empty();
        long least = FEW + 1L;
        for (Predicate predicate : predicates) {
            if (predicate.source().isPresent() && least > 0) {
                Sql source = predicate.source().get();
                long rows = countUpTo(source, least);
                if (rows < least) {
                    least = rows;
                    best = Optional.of(source);
                }
            }
        }
        return best;
    }

    private List<Hit> indexFirst(
            Sql source, Sql check, Order order, int limit, Optional<Cursor> after)
            throws SQLException {
        Sql page =
                Sql.of("SELECT %s, %s FROM ".formatted(n, order.column()))
                        .with(joined(source, check));
        if (after.isPresent()) {
            page =
                    page.with(" AND ")
                            .with(order.after(n, after.get().key(), after.get().number()));
        }
        return hits(page, order, limit);
    }

    private List<Hit> orderFirst(Sql check, Order order, int limit, Optional<Cursor> after)
            throws SQLException {
        Sql page =
                Sql.of("SELECT %s, %s FROM %s WHERE ".formatted(n, order.column(), table))
                        .with(session.dialect().withoutIndexes(check, alias));
        if (after.isPresent()) {
            page =
                    page.with(" AND ")
                            .with(order.after(n, after.get().key(), after.get().number()));
        }
        return hits(page, order, limit);
    }

    /// The table's rows that `source` finds and that pass.
    private Sql joined(Sql source, Sql check) {
        return Sql.of("(SELECT DISTINCT n FROM (")
                .with(source)
                .with(") found) found CROSS JOIN %s WHERE %s = found.n AND ".formatted(table, n))
                .with(session.dialect().withoutIndexes(check, alias));
    }

    private List<Hit> hits(Sql page, Order order, int limit) throws SQLException {
        Sql sql = page.with(Sql.of(" ORDER BY " + order.by(n) + " LIMIT ?", limit));
        List<Hit> hits = new ArrayList<>();
        session.each(
                sql.text(),
                row -> hits.add(new Hit(row.number(1), row.value(2))),
                sql.values());
        return hits;
    }

    /// How many rows there are, as far as totals are exact.
    private long count(List<Predicate> predicates, Optional<Sql> few, Sql check)
            throws SQLException {
        Sql rows =
                few.map(it -> Sql.of("SELECT %s FROM ".formatted(n)).with(joined(it, check)))
                        .orElseGet(() ->
                                Sql.of("SELECT %s FROM %s WHERE ".formatted(n, table))
                                        .with(session.dialect().withoutIndexes(check, alias)));
        return countUpTo(rows, Total.EXACT_MAX + 1L);
    }

    private long countUpTo(Sql rows, long most) throws SQLException {
        Sql sql =
                Sql.of("SELECT count(*) FROM (")
                        .with(rows)
                        .with(Sql.of(" LIMIT ?) counted", most));
        return session.number(sql.text(), sql.values());
    }
}
