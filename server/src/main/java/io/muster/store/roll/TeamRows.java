package io.muster.store.roll;

import io.muster.inventory.TeamName;
import io.muster.store.Row;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.Optional;

/// Teams as rows: beside what they own, and by their id.
public final class TeamRows {
    private TeamRows() {}

    /// The team whose id is in `column` and whose name is in the one after it.
    public static Optional<TeamName> named(Row row, int column) throws SQLException {
        Optional<String> name = row.some(column + 1);
        return row.some(column).map(it -> new TeamName(it, name.orElse(it)));
    }

    /// The row of the team `id`; empty when there is none, which may be because it was removed.
    public static Optional<Long> number(Session session, String id) throws SQLException {
        return session.first("SELECT n FROM team WHERE id = ?", row -> row.number(1), id);
    }
}
