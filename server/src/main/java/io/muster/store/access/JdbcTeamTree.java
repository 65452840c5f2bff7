package io.muster.store.access;

import io.muster.access.TeamTree;
import io.muster.store.Database;
import io.muster.store.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which team is below which, as the roll says.
public final class JdbcTeamTree implements TeamTree {
    private final Database database;

    public JdbcTeamTree(Database roll) {
        this.database = roll;
    }

    @Override
    public Set<String> below(Set<String> teams) {
        Sql sql =
                Sql.of("WITH RECURSIVE below (n, id) AS (SELECT n, id FROM team WHERE ")
                        .with(Sql.isOneOf("id", List.copyOf(teams)))
                        // UNION, not UNION ALL: a circle would end, if there ever was one.
                        .with(
                                " UNION SELECT t.n, t.id FROM team t JOIN below b ON t.parent_n = b.n)"
                                        + " SELECT id FROM below");
        return new HashSet<>(
                database.read(
                        session -> session.all(sql.text(), row -> row.text(1), sql.values())));
    }
}
