package io.muster.store.stewardship;

import io.muster.inventory.Refused;
import io.muster.inventory.search.Total;
import io.muster.store.Session;
import io.muster.store.Sql;
import java.sql.SQLException;
import java.util.Optional;

/// Where a page of a list ended that has one order: by a number, then by row.
record Position(long key, long number) {
    private static final int TOTAL_MAX = 10_000;

    /// Before everything, when the smallest comes first.
    static final Position FIRST = new Position(Long.MIN_VALUE, 0);

    /// Before everything, when the largest comes first.
    static final Position LAST = new Position(Long.MAX_VALUE, 0);

    static Position of(Optional<String> cursor, Position start) {
        return cursor.map(Position::parse).orElse(start);
    }

    /// How many rows there are, counted as far as lists are.
    ///
    /// @param rows what follows `SELECT …`
    static Total total(Session session, Sql rows) throws SQLException {
        Sql sql =
                Sql.of("SELECT count(*) FROM (SELECT 1")
                        .with(rows)
                        .with(Sql.of(" LIMIT ?) counted", TOTAL_MAX + 1));
        long count = session.number(sql.text(), sql.parameters().toArray());
        return new Total(Math.min(count, TOTAL_MAX), count > TOTAL_MAX);
    }

    private static Position parse(String text) {
        if (!text.matches("-?[0-9]{1,18}:[0-9]{1,18}")) {
            throw new Refused(Refused.Kind.INVALID, "leave `cursor` out to start again");
        }
        int colon = text.indexOf(':');
        return new Position(
                Long.parseLong(text.substring(0, colon)),
                Long.parseLong(text.substring(colon + 1)));
    }

    String text() {
        return key + ":" + number;
    }
}
