package io.muster.store.figures;

import io.muster.inventory.Viewer;
import io.muster.inventory.figures.Statistics.IssuerCount;
import io.muster.inventory.figures.Statistics.KindCount;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.query.Scope;
import java.sql.SQLException;
import java.util.List;

/// Who issued what some teams own. The certificate of an authority is named where it is theirs too.
final class TeamIssuers {
    private static final String AD_HOC = "ad-hoc";

    private TeamIssuers() {}

    static List<IssuerCount> of(Session session, Viewer.Teams teams, int limit)
            throws SQLException {
        Sql sql =
                Sql.of(
                                """
                                SELECT a.id, coalesce(t.title, g.name), g.kind, g.certificates FROM
                                  (SELECT c.issuer_n, c.issuer AS name, max(c.issuer_kind) AS kind,
                                          count(*) AS certificates
                                     FROM credential c WHERE c.issuer <> c.subject AND c.issuer_kind <> ? AND\
                                """,
                                AD_HOC)
                        .with(" ")
                        .with(Scope.ofJoined(teams, "c"))
                        .with(
                                Sql.of(
                                        " GROUP BY c.issuer_n, c.issuer"
                                                + " ORDER BY count(*) DESC, c.issuer LIMIT ?) g"
                                                + " LEFT JOIN credential t ON t.n = g.issuer_n"
                                                + " LEFT JOIN credential a ON a.n = g.issuer_n AND ",
                                        limit))
                        .with(Scope.ofJoined(teams, "a"))
                        .with(" ORDER BY g.certificates DESC, 2");
        return session.all(
                sql.text(),
                row -> new IssuerCount(row.someHex(1), row.text(2), row.text(3), row.number(4)),
                sql.values());
    }

    static List<KindCount> kinds(Session session, Viewer.Teams teams) throws SQLException {
        Sql sql =
                Sql.of(
                                """
                                SELECT c.issuer_kind, CASE WHEN c.issuer_kind = ? THEN count(*)
                                         ELSE count(DISTINCT c.issuer) END, count(*)
                                  FROM credential c WHERE (c.issuer <> c.subject OR c.issuer_kind = ?) AND\
                                """,
                                AD_HOC,
                                AD_HOC)
                        .with(" ")
                        .with(Scope.ofJoined(teams, "c"))
                        .with(" GROUP BY c.issuer_kind ORDER BY 3 DESC, 1");
        return session.all(
                sql.text(),
                row -> new KindCount(row.text(1), row.number(2), row.number(3)),
                sql.values());
    }
}
