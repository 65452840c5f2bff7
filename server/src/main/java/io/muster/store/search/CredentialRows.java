package io.muster.store.search;

import io.muster.inventory.IdentityName;
import io.muster.inventory.findings.FindingCounts;
import io.muster.inventory.query.State;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.CredentialSummary.AlgorithmSummary;
import io.muster.store.Dialect;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Times;
import io.muster.store.roll.TeamRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads credentials by their `n`, with what a list shows of them.
final class CredentialRows {
    private static final int IDENTITIES_MAX = 5;

    private static final String COLUMNS =
            """
            SELECT c.n, c.id, c.type, c.title, c.fingerprint, k.id, c.algorithm, c.bits, c.strength,
              c.issuer, c.subject, c.serial, c.not_before, c.not_after, c.foreign_, c.gone_since,
              c.superseded_by, c.revoked_at, t.id, t.name, c.environment, c.criticality, c.places,
              (SELECT p.text FROM sighting s JOIN place p ON p.n = s.place_n
               WHERE s.credential_n = c.n AND s.gone_at = 0
               ORDER BY s.credential_n, s.anchor_n, s.place_n LIMIT 1),
              c.critical, c.high, c.medium, c.low, c.worst, c.first_seen, c.last_seen
            FROM credential c
              LEFT JOIN public_key k ON k.n = c.key_n
              LEFT JOIN team t ON t.n = c.owner_n
            """;

    private final Session session;
    private final long now;

    CredentialRows(Session session, long now) {
        this.session = session;
        this.now = now;
    }

    /// The credentials `numbers`, in that order.
    List<CredentialSummary> read(List<Long> numbers) throws SQLException {
        Dialect.Numbers wanted = new Dialect.Numbers(numbers);
        Map<Long, List<IdentityName>> identities = identities(wanted);
        Map<Long, List<String>> tags = new Tags(session).of("credential", wanted);
        Map<Long, CredentialSummary> found = new HashMap<>();
        session.each(
                COLUMNS + "WHERE " + session.dialect().isOneOf("c.n"),
                row -> {
                    long n = row.number(1);
                    found.put(
                            n,
                            summary(
                                    row,
                                    identities.getOrDefault(n, List.of()),
                                    tags.getOrDefault(n, List.of())));
                },
                wanted);
        return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private Map<Long, List<IdentityName>> identities(Dialect.Numbers wanted) throws SQLException {
        Map<Long, List<IdentityName>> identities = new HashMap<>();
        session.each(
                """
                SELECT DISTINCT h.credential_n, h.position, i.id, i.kind, i.name
                FROM holding h JOIN identity i ON i.n = h.identity_n
                WHERE h.position < ? AND %s ORDER BY h.credential_n, h.position
                """
                        .formatted(session.dialect().isOneOf("h.credential_n")),
                row ->
                        identities
                                .computeIfAbsent(row.number(1), _ -> new ArrayList<>())
                                .add(new IdentityName(row.hex(3), row.text(4), row.text(5))),
                IDENTITIES_MAX,
                wanted);
        return identities;
    }

    private CredentialSummary summary(Row row, List<IdentityName> identities, List<String> tags)
            throws SQLException {
        return new CredentialSummary(
                row.hex(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.someHex(6),
                algorithm(row),
                row.some(10),
                row.some(11),
                row.some(12),
                Times.known(row.number(13)),
                Times.known(row.number(14)),
                row.number(15) != 0,
                state(row),
                identities,
                TeamRows.named(row, 19),
                row.some(21),
                row.some(22),
                tags,
                row.number(23),
                row.some(24),
                new FindingCounts(row.number(25), row.number(26), row.number(27), row.number(28)),
                Severities.of(row.number(29)),
                Times.instant(row.number(30)),
                Times.instant(row.number(31)));
    }

    private static Optional<AlgorithmSummary> algorithm(Row row) throws SQLException {
        long bits = row.number(8);
        String strength = row.text(9);
        return row.some(7).map(it -> new AlgorithmSummary(it, bits, strength));
    }

    private State state(Row row) throws SQLException {
        if (row.number(18) != 0) {
            return State.REVOKED;
        }
        if (row.number(17) != 0) {
            return State.SUPERSEDED;
        }
        if (row.number(16) != 0) {
            return State.GONE;
        }
        if (row.number(14) < now) {
            return State.EXPIRED;
        }
        return row.number(13) > now ? State.NOT_YET_VALID : State.ACTIVE;
    }
}
