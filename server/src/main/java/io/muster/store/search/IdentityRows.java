package io.muster.store.search;

import io.muster.inventory.findings.FindingCounts;
import io.muster.inventory.owners.Owner;
import io.muster.inventory.owners.SaidBy;
import io.muster.inventory.search.IdentitySummary;
import io.muster.store.Dialect;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Times;
import io.muster.store.roll.TeamRows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads identities by their `n`, with what a list shows of them.
record IdentityRows(Session session) {
    private static final String COLUMNS =
            """
            SELECT i.n, i.id, i.kind, i.realm, i.name, t.id, t.name, i.criticality, i.environment,
              i.credentials, i.critical, i.high, i.medium, i.low, i.worst, i.first_seen, i.last_seen,
              i.version, i.owner_by, i.criticality_by, i.environment_by, i.owner_why,
              i.criticality_why, i.risk, i.orphaned
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

    private static Optional<Owner> owner(Row row) throws SQLException {
        SaidBy by = SaidBy.of(row.text(19)).orElse(SaidBy.PERSON);
        Optional<String> why = row.some(22);
        return TeamRows.named(row, 6).map(it -> new Owner(it.id(), it.name(), by, why));
    }

    private static IdentitySummary summary(Row row, List<String> tags) throws SQLException {
        return new IdentitySummary(
                row.hex(2),
                row.text(3),
                row.text(4),
                row.text(5),
                owner(row),
                row.some(8),
                SaidBy.of(row.text(20)),
                row.some(23),
                row.some(9),
                SaidBy.of(row.text(21)),
                tags,
                row.number(10),
                new FindingCounts(row.number(11), row.number(12), row.number(13), row.number(14)),
                Severities.of(row.number(15)),
                Times.instant(row.number(16)),
                Times.instant(row.number(17)),
                row.number(18),
                row.number(24),
                Optional.of(row.number(25)).filter(it -> it != 0).map(Times::instant));
    }
}
