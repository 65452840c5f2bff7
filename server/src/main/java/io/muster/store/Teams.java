package io.muster.store;

import io.muster.inventory.TeamName;
import java.sql.SQLException;
import java.util.Optional;

/// Reads teams beside what they own.
final class Teams {
    private Teams() {}

    /// The team whose id is in `column` and whose name is in the one after it.
    static Optional<TeamName> named(Row row, int column) throws SQLException {
        Optional<String> name = row.some(column + 1);
        return row.some(column).map(it -> new TeamName(it, name.orElse(it)));
    }
}
