package io.muster.store;

import io.muster.inventory.TeamName;
import java.sql.SQLException;
import java.util.Optional;

/// Teams as rows: beside what they own, and by their id.
final class TeamRows {
    private TeamRows() {}

    /// The team whose id is in `column` and whose name is in the one after it.
    static Optional<TeamName> named(Row row, int column) throws SQLException {
        Optional<String> name = row.some(column + 1);
        return row.some(column).map(it -> new TeamName(it, name.orElse(it)));
    }

    /// The row of the team `id`; empty when there is none, which may be because it was removed.
    static Optional<Long> number(Session session, String id) throws SQLException {
        return session.first("SELECT n FROM team WHERE id = ?", row -> row.number(1), id);
    }
}
