package io.muster.store;

import io.muster.inventory.FindingCounts;
import io.muster.inventory.IdentitySummary;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads identities by their `n`, with what a list shows of them.
record IdentityRows(Session session) {
    private static final String COLUMNS =
            """
            SELECT i.n, i.id, i.kind, i.realm, i.name, t.id, t.name, i.criticality, i.environment,
              i.credentials, i.critical, i.high, i.medium, i.low, i.worst, i.first_seen, i.last_seen,
              i.version
            FROM identity i LEFT JOIN team t ON t.n = i.owner_n
            """;

    /// The identities `numbers`, in that order.
    List<IdentitySummary> read(List<Long> numbers) throws SQLException {
        Dialect.Numbers wanted = new Dialect.Numbers(numbers);
        Map<Long, List<String>> tags = new Tags(session).of("identity", wanted);
        Map<Long, IdentitySummary> found = new HashMap<>();
        session.each(
                COLUMNS + "WHERE " + session.dialect().isOneOf("i.n"),
                row ->
                        found.put(
                                row.number(1),
                                summary(row, tags.getOrDefault(row.number(1), List.of()))),
                wanted);
        return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static IdentitySummary summary(Row row, List<String> tags) throws SQLException {
        return new IdentitySummary(
                row.hex(2),
                row.text(3),
                row.text(4),
                row.text(5),
                Teams.named(row, 6),
                row.some(8),
                row.some(9),
                tags,
                row.number(10),
                new FindingCounts(row.number(11), row.number(12), row.number(13), row.number(14)),
                Severities.of(row.number(15)),
                Times.instant(row.number(16)),
                Times.instant(row.number(17)),
                row.number(18));
    }
}
