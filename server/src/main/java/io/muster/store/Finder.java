package io.muster.store;

import io.muster.inventory.Total;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the rows of one page, in one of two ways, whichever is shorter:
///
/// - *index first*: some condition finds few rows; they are all fetched, checked, sorted, counted;
/// - *order first*: rows that fit are dense, so they are taken in the order of the sort's index
///   until the page is full.
///
/// Which it is is found out by looking: some thousand steps into each condition's index, then at a
/// fair sample of rows. Ids are digests, so the first rows by id are a fair sample.
final class Finder {
    /// So many rows are fetched, checked and sorted in about twenty milliseconds.
    static final int FEW = 5_000;

    /// So many times more are, when rows that fit are too sparse to come across them.
    private static final int SPARSE = 10;

    private static final int SAMPLE = 600;

    /// A sample that is good enough for shares.
    private static final int PORTION = 4_000;

    /// Of the sample: with so many, a page of fifty is full after a few thousand rows.
    private static final int DENSE = 12;

    private final Session session;
    private final String table;
    private final String alias;
    private final String n;
    private final int few;

    /// @param table with its alias: `credential c`
    /// @param few how many rows are fetched rather than come across; [#FEW] but in tests
    Finder(Session session, String table, int few) {
        this.few = few;
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
        Optional<Sql> best = fewest(predicates, few);
        int sampled = best.isPresent() || predicates.isEmpty() ? 0 : sampled(check);
        boolean sparse = !predicates.isEmpty() && best.isEmpty() && sampled < DENSE;
        Optional<Sql> source = sparse ? fewest(predicates, SPARSE * few) : best;
        List<Hit> rows =
                source.isPresent()
                        ? indexFirst(source.get(), check, order, limit, after)
                        : orderFirst(check, order, limit, after);
        if (after.isPresent()) {
            return new Found(rows, Total.ofCounted(after.get().total()));
        }
        if (rows.size() < limit) {
            return new Found(rows, Total.exactly(rows.size()));
        }
        return new Found(rows, total(predicates, source, check, sampled));
    }

    /// Rows that pass: all of them when they are few, otherwise those of a fair sample.
    ///
    /// @param share the part of the table that was looked at, 1 for all
    record Portion(Sql rows, double share) {}

    /// @param columns what to select
    Portion portion(List<Predicate> predicates, Sql columns) throws SQLException {
        Sql check = Sql.allOf(predicates.stream().map(Predicate::check).toList());
        Sql select = Sql.of("SELECT ").with(columns).with(" FROM ");
        Optional<Sql> best = fewest(predicates, few);
        long last = last();
        if (best.isPresent()) {
            return new Portion(select.with(joined(best.get(), check)), 1);
        }
        return new Portion(
                select.with(sample(PORTION)).with(" AND ").with(check),
                last <= PORTION ? 1 : (double) PORTION / last);
    }

    /// The first `size` rows by id.
    private Sql sample(int size) {
        return Sql.of(
                "%s WHERE %s IN (SELECT y.n FROM %s y ORDER BY y.id LIMIT ?)"
                        .formatted(table, n, name()),
                size);
    }

    /// About how many rows there are: hardly any are ever removed.
    private long last() throws SQLException {
        return session.number("SELECT coalesce(max(n), 0) FROM " + name());
    }

    private String name() {
        return table.substring(0, table.indexOf(' '));
    }

    /// The source that finds the fewest rows, when it finds at most `most`.
    private Optional<Sql> fewest(List<Predicate> predicates, long most) throws SQLException {
        Optional<Sql> best = Optional.empty();
        long least = most + 1;
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

    /// How many of a fair sample pass.
    private int sampled(Sql check) throws SQLException {
        Sql sql = Sql.of("SELECT count(*) FROM ").with(sample(SAMPLE)).with(" AND ").with(check);
        return (int) session.number(sql.text(), sql.values());
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
    private Total total(
            List<Predicate> predicates, Optional<Sql> source, Sql check, int sampled)
            throws SQLException {
        if (source.isEmpty() && isSurelyMany(sampled)) {
            return Total.many();
        }
        return Total.ofCounted(
                countUpTo(counted(predicates, source, check), Total.EXACT_MAX + 1L));
    }

    /// Whether `sampled` of the sample leave no doubt: six standard deviations less are still more
    /// than are counted.
    private boolean isSurelyMany(int sampled) throws SQLException {
        double share = (sampled - 6 * Math.sqrt(sampled)) / SAMPLE;
        return share > 0 && share * last() > Total.EXACT_MAX;
    }

    private Sql counted(List<Predicate> predicates, Optional<Sql> source, Sql check) {
        if (source.isPresent()) {
            return Sql.of("SELECT %s FROM ".formatted(n)).with(joined(source.get(), check));
        }
        if (predicates.size() == 1 && predicates.getFirst().source().isPresent()) {
            Predicate only = predicates.getFirst();
            Sql rows = Sql.of("SELECT DISTINCT n FROM (").with(only.source().get()).with(") found");
            return only.reach() == Predicate.Reach.EXACT
                    ? rows
                    : Sql.of("SELECT %s FROM ".formatted(n)).with(joined(only.source().get(), check));
        }
        return Sql.of("SELECT %s FROM %s WHERE ".formatted(n, table))
                .with(session.dialect().withoutIndexes(check, alias));
    }

    private long countUpTo(Sql rows, long most) throws SQLException {
        Sql sql =
                Sql.of("SELECT count(*) FROM (")
                        .with(rows)
                        .with(Sql.of(" LIMIT ?) counted", most));
        return session.number(sql.text(), sql.values());
    }
}
