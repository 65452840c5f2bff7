package io.muster.inventory.query;

import java.util.List;
import java.util.stream.Stream;

/// A question to a list: all conditions must hold. No condition asks for everything.
///
/// @param listing the list that is asked
/// @param conditions in the order in which they were written
public record Query(Listing listing, List<Condition> conditions) {
    public Query {
        conditions = List.copyOf(conditions);
    }

    /// Everything in `listing`.
    public static Query all(Listing listing) {
        return new Query(listing, List.of());
    }

    /// Reads `text`, at most [QueryParser#LENGTH_MAX] characters.
    ///
    /// @throws QueryRefused when it asks for something that does not exist
    public static Query parse(Listing listing, String text) throws QueryRefused {
        return new Query(listing, new QueryParser(listing, text).conditions());
    }

    /// The same question with one more condition.
    public Query and(Condition condition) {
        return new Query(
                listing, Stream.concat(conditions.stream(), Stream.of(condition)).toList());
    }

    /// The question in its one canonical form; reading it gives an equal question.
    public String text() {
        return QueryText.of(conditions);
    }
}
