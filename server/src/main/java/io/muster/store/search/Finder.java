package io.muster.store.search;

import io.muster.inventory.search.Total;
import io.muster.store.Patience;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.Predicate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the rows of one page, in one of two ways, whichever is shorter:
///
/// - *index first*: some condition finds few rows; they are all fetched, checked, sorted, counted;
/// - *order first*: rows that fit are dense, so they are taken in the order of the sort's index
///   until the page is full.
///
/// Which it is is found out by looking: some thousand steps into each condition's index; then in
/// order, for a few milliseconds; and when that comes across too little, because rows that fit are
/// rare or all at the other end, index first after all, or in order with the help of the index.
final class Finder {
    /// So many times more than a few are read when a row that does not fit costs more than one that
    /// does.
    private static final int DEAR = 2;

    /// So many times more when they are not come across.
    private static final int SPARSE = 10;

    /// One row of so many is dense.
    private static final int DENSE = 30;

    /// For a total: with rows of such a sample, no doubt is left. Ids are digests, so the first
    /// rows by id are a fair sample.
    private static final int SAMPLE = 600;

    /// A sample that is good enough for shares.
    private static final int PORTION = 2_000;

    /// So many rows of the smaller sample are enough to come across a page in order.
    private static final int COME_ACROSS = 3;

    /// So often a row may come on average.
    private static final int OFTEN = 4;

    /// So many rows are counted in no time, whatever they are asked.
    private static final int SMALL = 50_000;

    private final Session session;
    private final String table;
    private final String alias;
    private final String n;
    private final Effort effort;
    private final Map<Sql, Long> samples = new HashMap<>();

    /// @param table with its alias: `credential c`
    Finder(Session session, String table, Effort effort) {
        this.session = session;
        this.table = table;
        this.alias = table.substring(table.indexOf(' ') + 1);
        this.n = alias + ".n";
        this.effort = effort;
    }

    /// The rows of a page.
    ///
    /// @param rows one more than the page, when there are more
    record Found(List<Hit> rows, Total total) {}

    /// A row by its `n`, and its value in the sort column.
    record Hit(long number, Object key) {}

    /// @param limit how many rows at most
    /// @param after the row before the page
    Found find(List<Predicate> asked, Order order, int limit, Optional<Cursor> after)
            throws SQLException {
        List<Predicate> predicates = cheapFirst(asked);
        Sql check = check(predicates);
        Optional<Sql> best =
                isComeAcross(check)
                        ? Optional.empty()
                        : fewest(predicates, isDear(check) ? DEAR * effort.few() : effort.few());
        if (best.isPresent()) {
            return indexFirst(best.get(), check, order, limit, after);
        }
        Sql inOrder =
                Sql.of("SELECT %s, %s FROM %s WHERE ".formatted(n, order.column(), table))
                        .with(unindexed(check, order.column()));
        Optional<List<Hit>> rows =
                predicates.isEmpty()
                        ? Optional.of(hits(inOrder, order, limit, after))
                        : Patience.briefly(
                                session,
                                order.isCovering() || isDear(check)
                                        ? effort.moment()
                                        : effort.blink(),
                                () -> walk(inOrder, order, limit, after));
        if (rows.isEmpty()) {
            Optional<Sql> sparse = sparse(predicates);
            if (sparse.isPresent()) {
                return indexFirst(sparse.get(), check, order, limit, after);
            }
            Sql helped = withHelp(predicates, order, inOrder);
            rows =
                    Optional.of(
                            Patience.under(
                                    session,
                                    isDear(check) ? List.of() : session.dialect().atOnce(),
                                    () -> hits(helped, order, limit, after)));
        }
        return new Found(rows.get(), total(predicates, check, limit, rows.get().size(), after));
    }

    /// What finds few enough rows that all of them can be read, though they are not come across:
    /// one pass through the index that knows what rows are asked for most, or another index.
    private Optional<Sql> sparse(List<Predicate> predicates) throws SQLException {
        List<Predicate> cheap = predicates.stream().filter(it -> !isDear(it.check())).toList();
        if (!cheap.isEmpty() && sampled(check(cheap)) <= SAMPLE / DENSE) {
            return Optional.of(
                    Sql.of("SELECT %s AS n FROM %s WHERE ".formatted(n, table))
                            .with(unindexed(check(cheap), Order.COVERING)));
        }
        return fewest(
                predicates.stream().filter(it -> isDear(it.check())).toList(),
                (long) SPARSE * effort.few());
    }

    /// Rows in order are held against everything that the index of the dearest condition finds,
    /// before they are read: dear once, and then cheap for each row.
    private Sql withHelp(List<Predicate> predicates, Order order, Sql inOrder) {
        Optional<Sql> source = predicates.getLast().source();
        return source.isEmpty() || (order.isCovering() && !isDear(predicates.getLast().check()))
                ? inOrder
                : inOrder.with(" AND %s IN (SELECT n FROM (".formatted(n))
                        .with(source.get())
                        .with(") found)");
    }

    /// What looks at the row itself is short, what looks beside it long.
    private static List<Predicate> cheapFirst(List<Predicate> predicates) {
        return predicates.stream()
                .sorted(Comparator.comparingInt(it -> it.check().text().length()))
                .toList();
    }

    private static Sql check(List<Predicate> predicates) {
        return Sql.allOf(predicates.stream().map(Predicate::check).toList());
    }

    private Sql unindexed(Sql check, String except) {
        return session.dialect().withoutIndexes(check, alias, except);
    }

    /// Whether more than the row itself is looked at.
    private static boolean isDear(Sql check) {
        return check.text().contains("SELECT") || check.text().contains("LIKE");
    }

    /// Rows that pass: all of them when they are few, otherwise those of a fair sample.
    ///
    /// @param share the part of the table that was looked at, 1 for all
    record Portion(Sql rows, double share) {}

    /// @param columns what to select
    Portion portion(List<Predicate> predicates, Sql columns) throws SQLException {
        Sql check = check(cheapFirst(predicates));
        Sql select = Sql.of("SELECT ").with(columns).with(" FROM ");
        Optional<Sql> best =
                isComeAcross(check) ? Optional.empty() : fewest(predicates, effort.few());
        long last = last();
        if (best.isPresent()) {
            return new Portion(select.with(joined(best.get(), check)), 1);
        }
        return new Portion(
                select.with(sample(PORTION)).with(" AND ").with(check),
                last <= PORTION ? 1 : (double) PORTION / (double) last);
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

    /// Whether rows that pass are surely dense enough for a page in order. Asked only where an
    /// index would have to find all of them to tell.
    private boolean isComeAcross(Sql check) throws SQLException {
        return !session.dialect().countsAsItGoes() && sampled(check) >= COME_ACROSS;
    }

    /// The source that finds the fewest rows, when it finds at most `most`.
    private Optional<Sql> fewest(List<Predicate> predicates, long most) throws SQLException {
        Optional<Sql> best = Optional.empty();
        long least = most + 1;
        for (Predicate predicate : predicates) {
            if (predicate.source().isPresent()
                    && least > 0
                    && !(isDear(predicate.check()) && isComeAcross(predicate.check()))) {
                Sql source = predicate.source().get();
                long rows = distinct(source, least);
                if (rows < least) {
                    least = rows;
                    best = Optional.of(source);
                }
            }
        }
        return best;
    }

    /// How many rows `source` finds, up to `most`. Where an index finds all rows before it tells
    /// one from another, rows that come often are not looked through to their end.
    private long distinct(Sql source, long most) throws SQLException {
        if (session.dialect().countsAsItGoes()) {
            return countUpTo(Sql.of("SELECT DISTINCT n FROM (").with(source).with(") found"), most);
        }
        long enough = OFTEN * most;
        Sql some =
                Sql.of("SELECT CASE WHEN count(*) = %d THEN %d".formatted(enough, most))
                        .with(" ELSE count(DISTINCT n) END FROM (SELECT n FROM (")
                        .with(source)
                        .with(Sql.of(") found LIMIT ?) bounded", enough));
        return Math.min(most, session.number(some.text(), some.values()));
    }

    /// All that pass are read, for the total's sake.
    private Found indexFirst(Sql source, Sql check, Order order, int limit, Optional<Cursor> after)
            throws SQLException {
        Sql page =
                Sql.of("SELECT %s, %s FROM ".formatted(n, order.column()))
                        .with(joined(source, check));
        if (after.isPresent()) {
            return new Found(hits(page, order, limit, after), Total.ofCounted(after.get().total()));
        }
        List<Hit> all = hits(page, order, Integer.MAX_VALUE, after);
        return new Found(
                List.copyOf(all.subList(0, Math.min(limit, all.size()))),
                Total.ofCounted(all.size()));
    }

    /// The table's rows that `source` finds and that pass.
    private Sql joined(Sql source, Sql check) {
        return Sql.of("(SELECT DISTINCT n FROM (")
                .with(source)
                .with(") found) found CROSS JOIN %s WHERE %s = found.n AND ".formatted(table, n))
                .with(unindexed(check, ""));
    }

    private List<Hit> walk(Sql rows, Order order, int limit, Optional<Cursor> after)
            throws SQLException {
        return Patience.under(
                session, session.dialect().inOrder(), () -> hits(rows, order, limit, after));
    }

    private List<Hit> hits(Sql rows, Order order, int limit, Optional<Cursor> after)
            throws SQLException {
        Sql page = rows;
        if (after.isPresent()) {
            page = page.with(" AND ").with(order.after(n, after.get().key(), after.get().number()));
        }
        Sql sql = page.with(Sql.of(" ORDER BY " + order.by(n) + " LIMIT ?", limit));
        List<Hit> hits = new ArrayList<>();
        session.each(
                sql.text(), row -> hits.add(new Hit(row.number(1), row.value(2))), sql.values());
        return hits;
    }

    /// How many rows there are, as far as totals are exact; where that would take too long, how
    /// many there are at least.
    ///
    /// @param page how many rows the page has; fewer than were wanted are all there are
    private Total total(
            List<Predicate> predicates, Sql check, int limit, int page, Optional<Cursor> after)
            throws SQLException {
        if (after.isPresent()) {
            return Total.ofCounted(after.get().total());
        }
        if (page < limit) {
            return Total.exactly(page);
        }
        if (isAnsweredByIndex(predicates) && session.dialect().countsAsItGoes()) {
            return Total.ofCounted(countUpTo(counted(predicates, check), Total.EXACT_MAX + 1L));
        }
        long surely = surely(sampled(check));
        if (surely > Total.EXACT_MAX) {
            return Total.many();
        }
        Sql rows = counted(predicates, check);
        Optional<Long> count =
                Patience.briefly(
                        session,
                        last() <= SMALL ? Integer.MAX_VALUE : effort.counting(),
                        () -> countUpTo(rows, Total.EXACT_MAX + 1L));
        return count.map(Total::ofCounted).orElse(new Total(Math.max(page, surely), true));
    }

    private static boolean isAnsweredByIndex(List<Predicate> predicates) {
        return predicates.isEmpty()
                || (predicates.size() == 1
                        && predicates.getFirst().reach() == Predicate.Reach.EXACT);
    }

    /// How many of the sample pass.
    private long sampled(Sql check) throws SQLException {
        Optional<Long> before = Optional.ofNullable(samples.get(check));
        if (before.isPresent()) {
            return before.get();
        }
        Sql sql =
                Sql.of("SELECT count(*) FROM ")
                        .with(sample(SAMPLE))
                        .with(" AND ")
                        .with(session.dialect().rowByRow(check));
        long sampled = session.number(sql.text(), sql.values());
        samples.put(check, sampled);
        return sampled;
    }

    /// How many rows there are beyond doubt, when `sampled` of the sample pass: six standard
    /// deviations less.
    private long surely(long sampled) throws SQLException {
        double share = ((double) sampled - 6 * Math.sqrt((double) sampled)) / SAMPLE;
        return share > 0 ? (long) (share * (double) last()) : 0;
    }

    private Sql counted(List<Predicate> predicates, Sql check) throws SQLException {
        if (!session.dialect().countsAsItGoes()) {
            return Sql.of("SELECT %s FROM %s WHERE ".formatted(n, table)).with(check);
        }
        Optional<Sql> best =
                isAnsweredByIndex(predicates)
                        ? predicates.stream().findFirst().flatMap(Predicate::source)
                        : fewest(predicates, (long) SPARSE * effort.few());
        if (best.isPresent() && isAnsweredByIndex(predicates)) {
            return Sql.of("SELECT DISTINCT n FROM (").with(best.get()).with(") found");
        }
        if (best.isEmpty() && predicates.size() == 1) {
            best = predicates.getFirst().source();
        }
        return best.isPresent()
                ? Sql.of("SELECT %s FROM ".formatted(n)).with(joined(best.get(), check))
                : Sql.of("SELECT %s FROM %s WHERE ".formatted(n, table)).with(unindexed(check, ""));
    }

    private long countUpTo(Sql rows, long most) throws SQLException {
        Sql sql =
                Sql.of("SELECT count(*) FROM (").with(rows).with(Sql.of(" LIMIT ?) counted", most));
        return session.number(sql.text(), sql.values());
    }
}
