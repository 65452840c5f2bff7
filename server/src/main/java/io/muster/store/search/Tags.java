package io.muster.store.search;

import io.muster.store.Dialect;
import io.muster.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the tags of rows.
record Tags(Session session) {

    /// The names of the tags of the rows `wanted`, in order of name.
    ///
    /// @param entity the table that is tagged
    Map<Long, List<String>> of(String entity, Dialect.Numbers wanted) throws SQLException {
        Map<Long, List<String>> tags = new HashMap<>();
        session.each(
                """
                SELECT g.entity_n, t.name FROM tagging g JOIN tag t ON t.n = g.tag_n
                WHERE g.entity = ? AND %s ORDER BY g.entity_n, t.name
                """
                        .formatted(session.dialect().isOneOf("g.entity_n")),
                row -> tags.computeIfAbsent(row.number(1), _ -> new ArrayList<>()).add(row.text(2)),
                entity,
                wanted);
        return tags;
    }
}
