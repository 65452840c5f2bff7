package io.muster.store.search;

import io.muster.inventory.CredentialName;
import io.muster.inventory.IdentityName;
import io.muster.inventory.SourceName;
import io.muster.inventory.findings.FindingSummary;
import io.muster.model.Severity;
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

/// Reads findings by their `n`, with what a list shows of them.
public record FindingRows(Session session) {
    private static final String COLUMNS =
            """
            SELECT f.n, f.id, f.rule, f.severity, f.message, f.remedy, c.id, c.type, c.title,
              i.id, i.kind, i.name, f.opened, f.resolved, f.reopened, t.id, t.name, s.id, s.name,
              f.due, f.assignee, f.comments, e.id, e.until, e.reason
            FROM finding f
              LEFT JOIN credential c ON c.n = f.credential_n AND f.credential_n <> 0
              LEFT JOIN identity i ON i.n = coalesce(nullif(f.identity_n, 0),
                (SELECT h.identity_n FROM holding h WHERE h.credential_n = f.credential_n
                 ORDER BY h.position LIMIT 1))
              LEFT JOIN policy_exception e ON e.n = f.excepted_n AND f.excepted_n <> 0
              LEFT JOIN source s ON s.n = f.source_n AND f.source_n <> 0
              LEFT JOIN team t ON t.n = coalesce(nullif(c.owner_n, 0), i.owner_n)
            """;

    /// The findings `numbers`, in that order.
    public List<FindingSummary> read(List<Long> numbers) throws SQLException {
        Map<Long, FindingSummary> found = new HashMap<>();
        session.each(
                COLUMNS + "WHERE " + session.dialect().isOneOf("f.n"),
                row -> found.put(row.number(1), summary(row)),
                new Dialect.Numbers(numbers));
        return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static FindingSummary summary(Row row) throws SQLException {
        Optional<String> credential = row.someHex(7);
        Optional<String> identity = row.someHex(10);
        return new FindingSummary(
                row.hex(2),
                row.text(3),
                Severities.of(row.number(4)).orElse(Severity.INFO),
                row.text(5),
                row.text(6),
                credential.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new CredentialName(credential.get(), row.text(8), row.text(9))),
                identity.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new IdentityName(identity.get(), row.text(11), row.text(12))),
                source(row),
                Times.instant(row.number(13)),
                row.someHex(23).isPresent() ? Optional.empty() : Times.known(row.number(14)),
                Times.known(row.number(15)),
                TeamRows.named(row, 16),
                Times.known(row.number(20)),
                row.some(21),
                row.number(22),
                exception(row));
    }

    private static Optional<FindingSummary.Excepted> exception(Row row) throws SQLException {
        Optional<String> id = row.someHex(23);
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new FindingSummary.Excepted(
                                id.get(),
                                Times.instant(row.number(14)),
                                Times.instant(row.number(24)),
                                row.text(25)));
    }

    private static Optional<SourceName> source(Row row) throws SQLException {
        Optional<String> id = row.some(18);
        String name = row.some(19).orElse("");
        return id.map(it -> new SourceName(it, name));
    }
}
