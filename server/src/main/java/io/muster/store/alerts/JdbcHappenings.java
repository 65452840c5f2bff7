package io.muster.store.alerts;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.Happenings;
import io.muster.inventory.credentials.Dossier;
import io.muster.model.Severity;
import io.muster.model.X509Certificate;
import io.muster.store.Database;
import io.muster.store.Row;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.Times;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What happened, read from the rows that it happened to.
public final class JdbcHappenings implements Happenings {
    private static final int COUNTED_MAX = 10_000;
    private static final int DAYS = 14;

    /// What an index of either database can hold.
    static final int NAME_MAX = 600;

    private static final String ENDINGS =
            """
            SELECT c.n, c.id, c.type, c.title, c.alert_at, c.gone_since, c.superseded_by,
                   c.revoked_at, c.foreign_, c.not_before, c.not_after, c.issuer, t.id,
                   CASE WHEN c.type = 'x509-certificate' THEN d.document ELSE '' END
              FROM credential c
              LEFT JOIN team t ON t.n = c.owner_n
              LEFT JOIN credential_document d ON d.credential_n = c.n
             WHERE c.alert_at <= ? AND c.alert_at < 9223372036854775807
             ORDER BY c.alert_at, c.n LIMIT ?
            """;

    private static final String FINDING =
            """
            SELECT q.finding_n, coalesce(f.rule, ''), coalesce(f.severity, 1),
                   coalesce(f.message, ''), coalesce(f.remedy, ''),
                   coalesce(nullif(f.reopened, 0), f.opened, 0), coalesce(f.resolved, 1),
                   c.id, c.title, i.id, i.name, s.id, s.name, t.id, coalesce(c.n, 0),
                   coalesce(c.places, 0)
              FROM %s q
              LEFT JOIN finding f ON f.n = q.finding_n
              LEFT JOIN credential c ON c.n = f.credential_n AND f.credential_n <> 0
              LEFT JOIN identity i ON i.n = f.identity_n AND f.identity_n <> 0
              LEFT JOIN source s ON s.n = f.source_n AND f.source_n <> 0
              LEFT JOIN team t ON t.n = coalesce(nullif(c.owner_n, 0), i.owner_n)
            """;
    private static final String OPENED =
            FINDING.formatted("finding_to_tell") + " ORDER BY q.finding_n LIMIT ?";
    private static final String STILL_OPEN =
            FINDING.formatted("alert")
                    + " WHERE q.again_at <= ? AND q.again_at < 9223372036854775807"
                    + " ORDER BY q.again_at, q.n LIMIT ?";

    private final Database roll;

    public JdbcHappenings(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Ending> endings(Instant now, int limit) {
        return roll.read(session ->
                session.all(ENDINGS, row -> ending(session, row), Times.micros(now), limit));
    }

    private static Ending ending(Session session, Row row) throws SQLException {
        Optional<X509Certificate> certificate =
                row.some(14)
                        .map(it -> Dossier.parse(it).credential())
                        .filter(X509Certificate.class::isInstance)
                        .map(X509Certificate.class::cast);
        boolean precertificate = certificate.filter(it -> it.usage().precertificate()).isPresent();
        long notBefore = row.number(10);
        return new Ending(
                row.number(1),
                new About(About.Kind.CREDENTIAL, row.hex(2), row.text(4)),
                row.text(3),
                row.number(5) == 0,
                row.number(6) != 0 || row.number(7) != 0 || row.number(8) != 0 || precertificate,
                row.number(9) != 0,
                certificate.isEmpty() ? 0 : dependents(session, row.number(1)),
                certificate.filter(it -> it.usage().certificateAuthority()).isPresent(),
                Times.known(notBefore),
                Times.known(row.number(11)),
                certificate.isEmpty() ? "" : cut(row.text(12)),
                certificate.stream()
                        .flatMap(it -> it.subjectAltNames().stream())
                        .map(it -> it.text())
                        .toList(),
                row.some(13));
    }

    private static long dependents(Session session, long n) throws SQLException {
        return session.number(
                "SELECT count(*) FROM (SELECT 1 FROM credential WHERE " + HANGING + " LIMIT ?) h",
                n,
                n,
                COUNTED_MAX);
    }

    private static final String HANGING =
            "issuer_n = ? AND issuer_n <> 0 AND n <> ? AND gone_since = 0 AND revoked_at = 0"
                    + " AND superseded_by = 0 AND foreign_ = 0";

    @Override
    public void looked(Unit unit, Ending ending, Optional<Instant> again) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE credential SET alert_at = ? WHERE n = ?",
                                again.map(Times::micros).orElse(Times.NEVER),
                                ending.number()));
    }

    @Override
    public Whereabouts whereabouts(Ending ending) {
        return roll.read(session ->
                new Whereabouts(
                        places(session, ending.number()),
                        session.first(
                                        "SELECT places FROM credential WHERE n = ?",
                                        row -> row.number(1),
                                        ending.number())
                                .orElse(0L),
                        ending.dependents() == 0
                                ? List.of()
                                : session.all(
                                        "SELECT title FROM credential WHERE "
                                                + HANGING
                                                + " LIMIT ?",
                                        row -> row.text(1),
                                        ending.number(),
                                        ending.number(),
                                        Alert.PLACES_NAMED)));
    }

    /// The first in the order of the index: of a hundred thousand, nobody sorts.
    private static List<String> places(Session session, long credential) throws SQLException {
        return session.all(
                """
                SELECT p.text FROM (SELECT DISTINCT place_n FROM sighting
                                     WHERE credential_n = ? AND anchor_n = 0 AND gone_at = 0
                                     ORDER BY place_n LIMIT ?) s
                  JOIN place p ON p.n = s.place_n ORDER BY p.text
                """,
                row -> row.text(1),
                credential,
                Alert.PLACES_NAMED);
    }

    @Override
    public List<Opened> opened(int limit) {
        return roll.read(session -> session.all(OPENED, row -> opened(session, row), limit));
    }

    @Override
    public List<Opened> stillOpen(Instant now, int limit) {
        return roll.read(session ->
                session.all(STILL_OPEN, row -> opened(session, row), Times.micros(now), limit));
    }

    private static Opened opened(Session session, Row row) throws SQLException {
        long credential = row.number(15);
        return new Opened(
                row.number(1),
                about(row),
                row.text(2),
                Severities.of(row.number(3)).orElse(Severity.INFO),
                row.text(4),
                row.text(5),
                Times.instant(row.number(6)),
                row.number(7) == 0,
                credential == 0 ? List.of() : places(session, credential),
                row.number(16),
                row.some(14));
    }

    private static About about(Row row) throws SQLException {
        Optional<String> credential = row.someHex(8);
        Optional<String> identity = row.someHex(10);
        if (credential.isPresent()) {
            return new About(About.Kind.CREDENTIAL, credential.get(), row.text(9));
        }
        return identity.isPresent()
                ? new About(About.Kind.IDENTITY, identity.get(), row.text(11))
                : new About(
                        About.Kind.SOURCE,
                        row.some(12).orElse(""),
                        row.some(13).map(it -> "source " + it).orElse(""));
    }

    @Override
    public void told(Unit unit, Opened opened, String alert, Optional<Instant> again) {
        Database.in(
                unit,
                session -> {
                    session.update(
                            "UPDATE alert SET again_at = 9223372036854775807 WHERE finding_n = ?"
                                    + " AND again_at < 9223372036854775807",
                            opened.number());
                    if (again.isPresent()) {
                        session.update(
                                "UPDATE alert SET finding_n = ?, again_at = ?"
                                        + " WHERE id = ? AND acknowledged = 0",
                                opened.number(),
                                Times.micros(again.get()),
                                alert);
                    }
                    return session.update(
                            "DELETE FROM finding_to_tell WHERE finding_n = ?", opened.number());
                });
    }

    @Override
    public List<Handed> handed(int limit) {
        return roll.read(session ->
                session.all(
                        """
                        SELECT i.n, i.id, i.name, was.id, is_.id FROM identity i
                          LEFT JOIN team was ON was.n = i.told_owner_n
                          LEFT JOIN team is_ ON is_.n = i.owner_n
                         WHERE i.owner_n <> i.told_owner_n ORDER BY i.n LIMIT ?
                        """,
                        row ->
                                new Handed(
                                        row.number(1),
                                        new About(About.Kind.IDENTITY, row.hex(2), row.text(3)),
                                        row.some(4),
                                        row.some(5)),
                        limit));
    }

    @Override
    public void told(Unit unit, Handed handed) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "UPDATE identity SET told_owner_n ="
                                        + " coalesce((SELECT n FROM team WHERE id = ?), 0) WHERE n = ?",
                                handed.to().orElse(""),
                                handed.number()));
    }

    @Override
    public List<Issuer> newIssuers(int limit) {
        return roll.read(session ->
                session.all(
                        """
                        SELECT x.name, max(x.kind), sum(x.certificates) FROM
                          (SELECT substr(coalesce(nullif(c.subject, ''), i.name), 1, %d) AS name,
                                  i.kind AS kind, i.certificates AS certificates
                             FROM issuer i LEFT JOIN credential c ON c.n = i.credential_n) x
                         WHERE NOT EXISTS (SELECT 1 FROM known_issuer k WHERE k.name = x.name)
                         GROUP BY x.name ORDER BY x.name LIMIT ?
                        """
                                .formatted(NAME_MAX),
                        row -> new Issuer(row.text(1), row.text(2), row.number(3)),
                        limit));
    }

    @Override
    public void known(Unit unit, Issuer issuer, Instant now) {
        Database.in(
                unit,
                session ->
                        session.update(
                                "INSERT INTO known_issuer (name, since) VALUES (?, ?)"
                                        + " ON CONFLICT (name) DO NOTHING",
                                issuer.name(),
                                Times.micros(now)));
    }

    @Override
    public Issued issued(Unit unit, String issuer, long day) {
        return Database.in(
                unit,
                session -> {
                    session.update(
                            "INSERT INTO issued_day (issuer, day, certificates) VALUES (?, ?, 1)"
                                    + " ON CONFLICT (issuer, day) DO UPDATE"
                                    + " SET certificates = issued_day.certificates + 1",
                            issuer,
                            day);
                    long first =
                            session.number(
                                    "SELECT min(day) FROM issued_day WHERE issuer = ?", issuer);
                    List<Long> before = new ArrayList<>();
                    for (long one = Math.max(first, day - DAYS); one < day; one++) {
                        before.add(onDay(session, issuer, one));
                    }
                    return new Issued(onDay(session, issuer, day), before);
                });
    }

    private static long onDay(Session session, String issuer, long day) throws SQLException {
        return session.first(
                        "SELECT certificates FROM issued_day WHERE issuer = ? AND day = ?",
                        row -> row.number(1),
                        issuer,
                        day)
                .orElse(0L);
    }

    @Override
    public Optional<Instant> begun() {
        return roll.read(session ->
                session.first(
                        "SELECT first_seen FROM credential ORDER BY n LIMIT 1",
                        row -> Times.instant(row.number(1))));
    }

    @Override
    public void rules(Unit unit, Collection<String> rules) {
        Database.in(
                unit,
                session -> {
                    session.update("DELETE FROM told_rule");
                    for (String rule : rules) {
                        session.update(
                                "INSERT INTO told_rule (rule) VALUES (?)"
                                        + " ON CONFLICT (rule) DO NOTHING",
                                rule);
                    }
                    return rules.size();
                });
    }

    static String cut(String name) {
        return name.substring(
                0,
                name.offsetByCodePoints(
                        0, Math.min(NAME_MAX, name.codePointCount(0, name.length()))));
    }
}
