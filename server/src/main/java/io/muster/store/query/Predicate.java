package io.muster.store.query;

import io.muster.store.Sql;
import java.util.List;
import java.util.Optional;

/// A condition of a query as a database sees it: how to check a row, and how to find rows.
///
/// @param check holds for the rows that are asked for
/// @param source a select of the `n` of all of them, by an index, perhaps of one more than once;
///   empty when there is no such way
/// @param reach whether the source finds other rows too
public record Predicate(Sql check, Optional<Sql> source, Reach reach) {

    public enum Reach {
        /// Every row that the source finds passes the check.
        EXACT,
        /// Some may not.
        WIDE
    }

    static Predicate exactly(Sql check, Sql source) {
        return new Predicate(check, Optional.of(source), Reach.EXACT);
    }

    static Predicate of(Sql check, Sql source) {
        return new Predicate(check, Optional.of(source), Reach.WIDE);
    }

    /// With a source where there is one.
    static Predicate maybe(Sql check, Optional<Sql> source) {
        return new Predicate(check, source, Reach.WIDE);
    }

    /// Can only be checked.
    public static Predicate of(Sql check) {
        return new Predicate(check, Optional.empty(), Reach.WIDE);
    }

    /// For a source that would find too much to be of use.
    Predicate checkOnly() {
        return of(check);
    }

    /// The rows for which this does not hold.
    Predicate not() {
        return of(check.not());
    }

    /// The rows for which one of `predicates` holds.
    static Predicate anyOf(List<Predicate> predicates) {
        if (predicates.size() == 1) {
            return predicates.getFirst();
        }
        Sql check = Sql.anyOf(predicates.stream().map(Predicate::check).toList());
        List<Sql> sources = predicates.stream().flatMap(it -> it.source().stream()).toList();
        if (sources.size() < predicates.size() || sources.isEmpty()) {
            return of(check);
        }
        boolean exact = predicates.stream().allMatch(it -> it.reach() == Reach.EXACT);
        return exact ? exactly(check, Sql.union(sources)) : of(check, Sql.union(sources));
    }
}
