package io.muster.store.figures;

import io.muster.inventory.Viewer;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Scope;
import io.muster.store.roll.Tally;
import java.sql.SQLException;

/// The figures that [Tally] keeps of the whole roll, counted for some teams: from what they own, by
/// its index, a few microseconds a row.
final class TeamCounters {
    private final Session session;
    private final Sql credentials;
    private final Sql identities;
    private final Counters counters = Counters.none();

    private TeamCounters(Session session, Viewer.Teams teams) {
        this.session = session;
        this.credentials = Scope.ofJoined(teams, "c");
        this.identities = Scope.ofJoined(teams, "i");
    }

    static Counters read(Session session, Viewer.Teams teams) throws SQLException {
        TeamCounters it = new TeamCounters(session, teams);
        it.credentials();
        it.identities();
        it.findings();
        it.places();
        return it.counters;
    }

    private void credentials() throws SQLException {
        Sql sql =
                Sql.of(
                                """
                                SELECT c.foreign_, c.type, c.strength, coalesce(k.algorithm, c.algorithm),
                                       c.issuer_kind, c.not_after / %d, c.worst, count(*)
                                  FROM credential c LEFT JOIN public_key k ON k.n = c.key_n
                                 WHERE\
                                """
                                        .formatted(Tally.DAY_MICROS))
                        .with(" ")
                        .with(credentials)
                        .with(" GROUP BY 1, 2, 3, 4, 5, 6, 7");
        session.each(
                sql.text(),
                row -> {
                    long count = row.number(8);
                    counters.add("credentials", count);
                    if (row.number(1) != 0) {
                        counters.add("foreign", count);
                        return;
                    }
                    counters.add("type:" + row.text(2), count);
                    part("strength:", row.text(3), count);
                    part("algorithm:", row.text(4), count);
                    part("issuer:", row.text(5), count);
                    if (row.number(6) != Times.NEVER / Tally.DAY_MICROS) {
                        counters.add("expires:" + row.number(6) + ":" + row.number(7), count);
                    }
                },
                sql.values());
    }

    private void part(String prefix, String value, long count) {
        if (!value.isEmpty()) {
            counters.add(prefix + value, count);
        }
    }

    private void identities() throws SQLException {
        Sql sql =
                Sql.of("SELECT i.kind, count(*) FROM identity i WHERE i.merged_into = 0 AND ")
                        .with(identities)
                        .with(" GROUP BY i.kind");
        session.each(
                sql.text(),
                row -> {
                    counters.add("identities", row.number(2));
                    counters.add("kind:" + row.text(1), row.number(2));
                },
                sql.values());
    }

    private void findings() throws SQLException {
        findings(
                "credential c JOIN finding f ON f.credential_n = c.n WHERE c.worst > 0",
                credentials);
        findings(
                "identity i JOIN finding f ON f.identity_n = i.n WHERE i.merged_into = 0",
                identities);
    }

    private void findings(String of, Sql theirs) throws SQLException {
        Sql sql =
                Sql.of(
                                "SELECT f.severity, f.rule, count(*) FROM "
                                        + of
                                        + " AND f.resolved = 0 AND ")
                        .with(theirs)
                        .with(" GROUP BY f.severity, f.rule");
        session.each(
                sql.text(),
                row -> {
                    long count = row.number(3);
                    Severities.of(row.number(1))
                            .ifPresent(it -> counters.add("finding:" + it, count));
                    counters.add("rule:" + row.text(2), count);
                },
                sql.values());
    }

    private void places() throws SQLException {
        Sql sql =
                Sql.of(
                                "SELECT count(DISTINCT s.place_n) FROM credential c"
                                        + " JOIN sighting s ON s.credential_n = c.n WHERE ")
                        .with(credentials);
        counters.add("places", session.number(sql.text(), sql.values()));
    }
}
