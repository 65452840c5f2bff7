package io.muster.store.wards;

import io.muster.inventory.findings.FindingCounts;
import io.muster.inventory.owners.SaidBy;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.ownership.Clue;
import io.muster.stewardship.Criticality;
import io.muster.stewardship.Ward;
import io.muster.store.Dialect;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads identities with what their criticality, risk and owner follow from: of each a bounded
/// part, the newest credentials first.
public record WardReader(Session session) {
    private static final int CREDENTIALS_MAX = 100;
    private static final int HOLDINGS_MAX = 500;
    private static final int SIGHTINGS_MAX = 200;
    private static final int ANCHORS_MAX = 20;
    private static final int TEXTS_MAX = 200;

    private static final String ROWS =
            """
            SELECT i.n, i.assess_again_at, i.kind, i.realm, i.name, t.id, i.owner_by, i.criticality,
                   i.criticality_by, i.criticality_why, i.environment, i.critical, i.high, i.medium,
                   i.low, i.merged_into
              FROM identity i LEFT JOIN team t ON t.n = i.owner_n
            """;
    private static final String CREDENTIALS =
            """
            SELECT c.n, c.type, c.subject, c.issuer_kind, c.key_n, c.issuer_n,
                   CASE WHEN c.not_before > 0 AND c.not_before < c.first_seen THEN c.not_before
                        ELSE c.first_seen END
              FROM (SELECT credential_n FROM holding WHERE identity_n = ?
                     ORDER BY credential_n DESC LIMIT ?) h CROSS JOIN credential c
             WHERE c.n = h.credential_n AND c.gone_since = 0 AND c.foreign_ = 0
             ORDER BY c.n DESC LIMIT ?
            """;
    private static final String ACCOUNTS =
            """
            SELECT s.role, p.text, p.scheme, p.host, s.facts
              FROM (SELECT anchor_n FROM binding WHERE identity_n = ? AND until = 0 LIMIT ?) b
                   CROSS JOIN sighting s CROSS JOIN place p
             WHERE s.credential_n = 0 AND s.anchor_n = b.anchor_n AND s.gone_at = 0
               AND p.n = s.place_n LIMIT ?
            """;

    /// Its own row.
    record Own(
            long n,
            long mark,
            String kind,
            String realm,
            String name,
            Optional<String> owner,
            Optional<SaidBy> ownerBy,
            Optional<Criticality> criticality,
            String environment,
            FindingCounts findings,
            boolean merged) {}

    /// One of its credentials.
    record Held(
            long n,
            String type,
            String subject,
            String issuerKind,
            long key,
            long issuer,
            Instant began) {}

    /// Where it, or one of them, was seen.
    public record Seen(String role, String place, String scheme, String host, Facts facts) {}

    /// All of one.
    public record Read(
            Own own,
            List<Held> held,
            List<Seen> seen,
            Collection<String> names,
            Collection<String> tags,
            Map<String, String> noted) {}

    List<Ward> due(long now, int limit) throws SQLException {
        List<Own> rows =
                session.all(
                        ROWS
                                + "WHERE i.assess_again_at <= ? ORDER BY i.assess_again_at, i.n LIMIT ?",
                        WardReader::own,
                        now,
                        limit);
        List<Ward> wards = new ArrayList<>(rows.size());
        for (Own row : rows) {
            wards.add(ward(row));
        }
        return wards;
    }

    Optional<Ward> one(long n) throws SQLException {
        Optional<Own> row = session.first(ROWS + "WHERE i.n = ?", WardReader::own, n);
        return row.isEmpty() ? Optional.empty() : Optional.of(ward(row.get()));
    }

    /// All that stands around row `n`; empty when it was removed.
    public Optional<Read> read(long n) throws SQLException {
        Optional<Own> own = session.first(ROWS + "WHERE i.n = ?", WardReader::own, n);
        return own.isEmpty() ? Optional.empty() : Optional.of(read(own.get()));
    }

    private Ward ward(Own own) throws SQLException {
        Read read = read(own);
        boolean present = !own.merged() && !(read.held().isEmpty() && read.seen().isEmpty());
        boolean unsettled =
                present
                        && (own.owner().isEmpty()
                                || own.ownerBy().filter(SaidBy.FALLBACK::equals).isPresent());
        List<Clue> clues = new ArrayList<>();
        if (unsettled) {
            clues.addAll(WardFacts.clues(read));
            clues.addAll(new Neighbours(session).clues(read));
        }
        return new Ward(
                own.n(),
                own.mark(),
                WardFacts.known(read),
                own.owner(),
                own.ownerBy(),
                own.criticality(),
                own.findings(),
                present,
                read.held().stream().map(Held::began).min(Instant::compareTo),
                WardFacts.lastUsed(read),
                clues,
                present ? new Dependents(session).of(read) : List.of());
    }

    private Read read(Own own) throws SQLException {
        List<Held> held =
                session.all(
                        CREDENTIALS,
                        row ->
                                new Held(
                                        row.number(1),
                                        row.text(2),
                                        row.text(3),
                                        row.text(4),
                                        row.number(5),
                                        row.number(6),
                                        Times.instant(row.number(7))),
                        own.n(),
                        HOLDINGS_MAX,
                        CREDENTIALS_MAX);
        List<Seen> seen =
                new ArrayList<>(
                        session.all(
                                ACCOUNTS, WardReader::seen, own.n(), ANCHORS_MAX, SIGHTINGS_MAX));
        if (!held.isEmpty()) {
            seen.addAll(
                    session.all(
                            """
                            SELECT s.role, p.text, p.scheme, p.host, s.facts
                              FROM sighting s CROSS JOIN place p
                             WHERE %s AND s.anchor_n = 0 AND s.gone_at = 0 AND p.n = s.place_n
                             LIMIT ?
                            """
                                    .formatted(session.dialect().isOneOf("s.credential_n")),
                            WardReader::seen,
                            new Dialect.Numbers(held.stream().map(Held::n).toList()),
                            SIGHTINGS_MAX));
        }
        TreeSet<String> names =
                new TreeSet<>(texts("SELECT name FROM alias WHERE identity_n = ?", own));
        names.add(own.name());
        Map<String, String> noted = new TreeMap<>();
        session.each(
                "SELECT name, value FROM attribute WHERE entity = 'identity' AND entity_n = ?",
                row -> noted.put(row.text(1), row.text(2)),
                own.n());
        List<String> tags =
                texts(
                        "SELECT t.name FROM tagging g, tag t WHERE g.entity = 'identity'"
                                + " AND g.entity_n = ? AND t.n = g.tag_n ORDER BY t.name",
                        own);
        return new Read(own, held, seen, names, tags, noted);
    }

    private List<String> texts(String sql, Own own) throws SQLException {
        return session.all(sql + " LIMIT " + TEXTS_MAX, row -> row.text(1), own.n());
    }

    private static Own own(Row row) throws SQLException {
        Optional<SaidBy> by = SaidBy.of(row.text(9));
        String why = row.text(10);
        return new Own(
                row.number(1),
                row.number(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.some(6),
                SaidBy.of(row.text(7)),
                row.some(8).map(it -> new Criticality(it, by.orElse(SaidBy.PERSON), why)),
                row.text(11),
                new FindingCounts(row.number(12), row.number(13), row.number(14), row.number(15)),
                row.number(16) != 0);
    }

    private static Seen seen(Row row) throws SQLException {
        try {
            String facts = row.text(5);
            return new Seen(
                    row.text(1),
                    row.text(2),
                    row.text(3),
                    row.text(4),
                    facts.isEmpty() ? Facts.NONE : Kept.facts(facts));
        } catch (Malformed e) {
            throw new IllegalStateException("a sighting was changed by somebody else", e);
        }
    }
}
