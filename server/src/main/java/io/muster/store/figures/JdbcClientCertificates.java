package io.muster.store.figures;

import io.muster.inventory.Viewer;
import io.muster.inventory.authorities.ClientCertificates;
import io.muster.inventory.intake.Runs.Numbered;
import io.muster.model.Malformed;
import io.muster.model.X509Certificate;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.Sql;
import io.muster.store.Times;
import io.muster.store.query.Predicate;
import io.muster.store.query.Scope;
import io.muster.unit.Unit;
import io.muster.wire.Kept;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Public certificates for clients, from a database.
public final class JdbcClientCertificates implements ClientCertificates {
    private static final int PAGE = 1_000;
    private static final Pattern DER = Pattern.compile("\"der\":\"([A-Za-z0-9+/=]+)\"");

    /// 1.3.6.1.5.5.7.3.2, as DER writes it.
    private static final String CLIENT_AUTH =
            new String(
                    HexFormat.of().parseHex("06082b06010505070302"), StandardCharsets.ISO_8859_1);

    private final Database roll;

    public JdbcClientCertificates(Database roll) {
        this.roll = roll;
    }

    @Override
    public List<Long> found() {
        List<Long> found = new ArrayList<>();
        long last = 0;
        int read;
        do {
            long after = last;
            List<Document> page = roll.read(session -> documents(session, after));
            read = page.size();
            last = page.isEmpty() ? last : page.getLast().credential();
            page.stream()
                    .filter(Document::isForClients)
                    .map(Document::credential)
                    .forEach(found::add);
        } while (read == PAGE && found.size() < LISTED_MAX);
        return found;
    }

    private static List<Document> documents(Session session, long after) throws SQLException {
        return session.all(
                "SELECT c.n, d.document FROM credential c"
                        + " JOIN credential_document d ON d.credential_n = c.n WHERE c.n > ? AND "
                        + JdbcRehearsals.RENEWED
                        + " ORDER BY c.n LIMIT ?",
                row -> new Document(row.number(1), row.text(2)),
                after,
                PAGE);
    }

    /// What is kept of a certificate.
    private record Document(long credential, String text) {

        /// Does its extension extendedKeyUsage name clientAuth? Parsing is dear, so that those
        /// which lack even the bytes of its object identifier are not parsed.
        boolean isForClients() {
            Matcher der = DER.matcher(text);
            return der.find() && hasOid(der.group(1)) && isNamed();
        }

        private static boolean hasOid(String base64) {
            String bytes =
                    new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
            return bytes.contains(CLIENT_AUTH);
        }

        private boolean isNamed() {
            try {
                return Kept.entry(text).credential() instanceof X509Certificate it
                        && it.usage().extendedKeyUsage().contains("clientAuth");
            } catch (Malformed e) {
                throw new IllegalStateException("a document was changed by somebody else", e);
            }
        }
    }

    @Override
    public void keep(Unit unit, List<Long> found) {
        Database.in(
                unit,
                session -> {
                    Set<Long> gone =
                            new HashSet<>(
                                    session.all(
                                            "SELECT credential_n FROM client_certificate",
                                            row -> row.number(1)));
                    for (long n : found) {
                        if (!gone.remove(n)) {
                            session.update(
                                    "INSERT INTO client_certificate (credential_n) VALUES (?)", n);
                        }
                    }
                    for (long n : gone) {
                        session.update("DELETE FROM client_certificate WHERE credential_n = ?", n);
                    }
                    return found.size();
                });
    }

    @Override
    public List<Numbered<Client>> after(Viewer viewer, long after, int limit) {
        return roll.read(session -> {
            Sql sql =
                    Sql.of(
                                    """
                                    SELECT c.n, c.id, c.title, c.issuer, t.name, c.not_before, c.not_after
                                      FROM client_certificate k CROSS JOIN credential c
                                      LEFT JOIN team t ON t.n = c.owner_n
                                     WHERE k.credential_n > ? AND c.n = k.credential_n AND
                                    """,
                                    after)
                            .with(
                                    Scope.owned(viewer, "credential c", "c.owner_n")
                                            .map(Predicate::check)
                                            .orElse(Sql.TRUE))
                            .with(Sql.of(" ORDER BY k.credential_n LIMIT ?", limit));
            return session.all(
                    sql.text(),
                    row ->
                            new Numbered<>(
                                    row.number(1),
                                    new Client(
                                            row.hex(2),
                                            row.text(3),
                                            row.text(4),
                                            row.some(5),
                                            Times.instant(row.number(6)),
                                            Times.instant(row.number(7)))),
                    sql.values());
        });
    }
}
