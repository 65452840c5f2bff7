package io.muster.store;

import io.muster.model.Bytes;
import io.muster.store.roll.JdbcSearchIndex;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An estate made of a seed, written straight into the tables: a few of everything, and what hurts:
/// one credential at a tenth of all places, one machine with a tenth of all credentials.
///
/// Words to look for: `example` is in every certificate, `ledger` in one of a hundred titles,
/// `zebra` in ten.
public final class SyntheticRoll {
    public static final long NOW = 1_800_000_000_000_000L;
    private static final long DAY = 86_400_000_000L;
    private static final int UNIT = 2_000;

    private static final List<String> WORDS =
            List.of(
                    "pay", "shop", "mail", "auth", "cart", "stock", "video", "ship", "tax", "loan",
                    "card", "risk", "news", "chat", "dns", "vpn", "build", "test", "data", "edge");
    private static final List<String> ALGORITHMS =
            List.of("RSA-2048", "EC P-256", "RSA-4096", "Ed25519", "RSA-1024", "ML-DSA-65");
    private static final List<Integer> BITS = List.of(2048, 256, 4096, 256, 1024, 0);
    private static final List<String> STRENGTHS =
            List.of(
                    "quantum-vulnerable",
                    "quantum-vulnerable",
                    "quantum-vulnerable",
                    "quantum-vulnerable",
                    "weak",
                    "quantum-safe");
    private static final List<String> RULES =
            List.of("expired", "weak-key", "long-lived", "self-signed", "shared-key", "no-owner");

    private static final Pattern INSERT = Pattern.compile("INSERT INTO (\\w+) \\(([^)]*)\\)");

    private final Map<String, List<Object[]>> waiting = new LinkedHashMap<>();
    private final Random random;
    private final int credentials;
    private final int identities;
    private final int places;
    private final int giant;

    public SyntheticRoll(int credentials, long seed) {
        this.random = new Random(seed);
        this.credentials = credentials;
        this.identities = Math.max(2, credentials / 4);
        this.places = Math.max(20, credentials);
        this.giant = credentials / 10;
    }

    /// How many places the credential 7 is at, and how many credentials the identity 3 has, beside
    /// those that chance gives them.
    public int giant() {
        return giant;
    }

    public void write(Database roll) {
        List<String> indexes =
                roll.write(unit ->
                        Database.in(
                                unit,
                                session -> {
                                    names(session);
                                    return takenAway(session);
                                }));
        each(roll, 1, identities, this::identity);
        each(roll, 1, places, this::place);
        each(roll, 1, credentials, this::credential);
        each(roll, 1, giant, this::giantSighting);
        roll.write(unit ->
                Database.in(
                        unit,
                        session ->
                                session.update(
                                                "UPDATE credential SET places = ? WHERE n = 7",
                                                giant)
                                        + session.update(
                                                "UPDATE identity SET credentials = ? WHERE n = 3",
                                                giant)));
        index(roll);
        for (String index : indexes) {
            roll.writeInBulk(unit -> Database.in(unit, session -> session.update(index)));
        }
    }

    /// Follows with the search index until it has everything.
    public static void index(Database roll) {
        JdbcSearchIndex index = new JdbcSearchIndex(roll);
        while (index.follow() > 0) {
            // There is more.
        }
    }

    /// PostgreSQL makes its indexes in a fraction of the time when the rows are there.
    ///
    /// @return what makes those again that were taken away, and looks at what there is
    private static List<String> takenAway(Session session) throws SQLException {
        if (session.dialect() == Dialect.SQLITE) {
            return List.of();
        }
        Map<String, String> indexes = new TreeMap<>();
        session.each(
                """
                SELECT c.relname::text, pg_get_indexdef(c.oid)
                  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                  JOIN pg_namespace s ON s.oid = c.relnamespace AND s.nspname = 'public'
                 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint x WHERE x.conindid = c.oid)
                """,
                row -> indexes.put(row.text(1), row.text(2)));
        for (String index : indexes.keySet()) {
            session.update("DROP INDEX " + index);
        }
        List<String> again = new ArrayList<>(indexes.values());
        again.add("ANALYZE");
        return again;
    }

    private interface Writing {
        void write(Session session, int n) throws SQLException;
    }

    private void each(Database roll, int from, int to, Writing writing) {
        for (int start = from; start <= to; start += UNIT) {
            int first = start;
            int last = Math.min(to, start + UNIT - 1);
            roll.writeInBulk(unit ->
                    Database.in(
                            unit,
                            session -> {
                                for (int n = first; n <= last; n++) {
                                    writing.write(session, n);
                                }
                                copy(session);
                                return true;
                            }));
        }
    }

    private static void names(Session session) throws SQLException {
        for (int n = 1; n <= 40; n++) {
            session.update(
                    "INSERT INTO team (n, id, name) VALUES (?, ?, ?)", n, "team-" + n, "Team " + n);
        }
        for (int n = 1; n <= 5; n++) {
            session.update(
                    "INSERT INTO source (n, id, kind, name, origin) VALUES (?, ?, 'files', ?, 'api')",
                    n,
                    "source-" + n,
                    "Source " + n);
        }
        int tag = 1;
        for (String name : List.of("pci", "legacy", "Rare")) {
            session.update("INSERT INTO tag (n, name) VALUES (?, ?)", tag++, name);
        }
    }

    private void identity(Session session, int n) throws SQLException {
        String kind =
                List.of("service", "host", "key", "workload", "signer").get(random.nextInt(5));
        String name = word() + "-" + word() + "-" + n;
        run(
                session,
                "INSERT INTO identity (n, id, kind, realm, name, folded, owner_n, environment,"
                        + " first_seen, last_seen, credentials) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (long) n,
                id("identity", n).slice(0, 16),
                kind,
                "example.org",
                name,
                name + " example.org",
                (long) owner(n),
                environment(n),
                NOW - random.nextInt(400) * DAY,
                NOW - random.nextInt(5) * DAY,
                4L);
        run(
                session,
                "INSERT INTO anchor (n, id, canonical, kind, realm, name) VALUES (?,?,?,?,?,?)",
                (long) n,
                id("anchor", n).slice(0, 16),
                name,
                kind,
                "example.org",
                name);
    }

    private void place(Session session, int n) throws SQLException {
        String host = "web-" + n % Math.max(10, places / 20) + ".example.org";
        boolean served = n % 3 == 0;
        String text =
                served
                        ? "tls://" + host + ":" + (443 + n % 7)
                        : "file://" + host + "/etc/ssl/" + word() + "/" + n + ".pem";
        run(
                session,
                "INSERT INTO place (n, text, scheme, host, port, folded) VALUES (?,?,?,?,?,?)",
                (long) n,
                text + (served ? "/" + n : ""),
                served ? "tls" : "file",
                host,
                served ? 443L : 0L,
                text + (served ? "/" + n : ""));
    }

    private void credential(Session session, int n) throws SQLException {
        int kind = random.nextInt(100);
        String type =
                kind < 70
                        ? "x509-certificate"
                        : kind < 90 ? "ssh-key" : kind < 99 ? "secret" : "pgp-key";
        String word = n % 100 == 17 ? "ledger" : n % (credentials / 10 + 1) == 5 ? "zebra" : word();
        String title = word + "-" + word() + "-" + n + (kind < 70 ? ".example.org" : "");
        int algorithm = Math.min(5, (int) Math.abs(random.nextGaussian() * 1.6));
        String issuer = kind < 70 ? "CN=Issuing CA " + random.nextInt(200) + ",O=Example" : "";
        String serial = kind < 70 ? id("serial", n).slice(0, 16).toHex() : "";
        String folded =
                (title + " www." + title + " " + issuer + " " + serial).toLowerCase(Locale.ROOT);
        int worst = random.nextInt(10) < 7 ? 0 : 2 + random.nextInt(4);
        int owner = owner(n);
        int shared = n % 50 == 0 ? n / 50 : n;
        if (shared == n || n == 50) {
            run(
                    session,
                    "INSERT INTO public_key (n, id, algorithm, bits, strength, credentials)"
                            + " VALUES (?,?,?,?,?,?)",
                    (long) n,
                    id("key", n),
                    ALGORITHMS.get(algorithm),
                    (long) BITS.get(algorithm),
                    STRENGTHS.get(algorithm),
                    n <= credentials / 50 ? 2L : 1L);
        }
        run(
                session,
                "INSERT INTO credential (n, id, type, title, folded, fingerprint, key_n, subject, issuer,"
                        + " issuer_n, issuer_kind, serial, algorithm, bits, strength, not_before, not_after,"
                        + " first_seen, last_seen, gone_since, foreign_, superseded_by, revoked_at, places,"
                        + " worst, critical, high, medium, low, owner_n, environment)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (long) n,
                id("credential", n),
                type,
                title,
                folded,
                "sha256:" + id("fingerprint", n).toHex(),
                kind < 90 ? (long) shared : 0L,
                kind < 70 ? "CN=" + title : "",
                issuer,
                0L,
                kind < 70 ? List.of("public", "internal", "ad-hoc").get(random.nextInt(3)) : "",
                serial,
                ALGORITHMS.get(algorithm),
                (long) BITS.get(algorithm),
                STRENGTHS.get(algorithm),
                kind < 70 ? NOW - random.nextInt(800) * DAY : 0L,
                kind < 70 ? NOW + (random.nextInt(1000) - 100) * DAY + n : Times.NEVER,
                NOW - random.nextInt(400) * DAY - n,
                NOW - random.nextInt(5) * DAY - n,
                random.nextInt(50) == 0 ? NOW - DAY : 0L,
                random.nextInt(30) == 0 ? 1L : 0L,
                random.nextInt(60) == 0 ? 1L : 0L,
                random.nextInt(500) == 0 ? NOW - DAY : 0L,
                3L,
                (long) worst,
                worst == 5 ? 1L : 0L,
                worst == 4 ? 1L : 0L,
                worst == 3 ? 1L : 0L,
                worst == 2 ? 1L : 0L,
                (long) owner,
                environment(n));
        int identity = n % 10 == 3 ? 3 : 1 + random.nextInt(identities);
        run(
                session,
                "INSERT INTO holding (credential_n, anchor_n, identity_n, rule) VALUES (?,?,?,?)",
                (long) n,
                (long) identity,
                (long) identity,
                "certificate-names");
        for (int i = 0; i < 3; i++) {
            sighting(session, n, 1 + (int) ((n * 3L + i * 7L) % places), i);
        }
        if (worst > 0) {
            run(
                    session,
                    "INSERT INTO finding (id, credential_n, rule, severity, message, remedy, opened,"
                            + " resolved, last_judged) VALUES (?,?,?,?,?,?,?,?,?)",
                    id("finding", n).slice(0, 16),
                    (long) n,
                    RULES.get(random.nextInt(RULES.size())),
                    (long) worst,
                    "what is wrong with " + title,
                    "what to do",
                    NOW - random.nextInt(90) * DAY,
                    random.nextInt(5) == 0 ? NOW - DAY : 0L,
                    NOW);
        }
        if (n % 200 == 0) {
            run(
                    session,
                    "INSERT INTO tagging (tag_n, entity, entity_n) VALUES (?, ?, ?)",
                    n % 1000 == 0 ? 3L : 1L + random.nextInt(2),
                    "credential",
                    (long) n);
        }
    }

    private void giantSighting(Session session, int n) throws SQLException {
        sighting(session, 7, n, 3);
    }

    private void sighting(Session session, int credential, int place, int i) throws SQLException {
        String role =
                i == 3
                        ? "trusted"
                        : List.of("stored", "served", "private-key", "stored")
                                .get(random.nextInt(4));
        run(
                session,
                "INSERT INTO sighting (credential_n, place_n, role, source_n, first_at, last_at,"
                        + " gone_at, run_n, first_run_n) VALUES (?,?,?,?,?,?,?,?,?)",
                (long) credential,
                (long) place,
                role,
                1L + random.nextInt(5),
                NOW - 100 * DAY,
                NOW,
                random.nextInt(40) == 0 ? NOW - DAY : 0L,
                1L,
                1L);
    }

    private void run(Session session, String sql, Object... values) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ -> session.update(sql, values);
            case Dialect.Postgresql _ ->
                    waiting.computeIfAbsent(sql, _ -> new ArrayList<>()).add(values);
        }
    }

    /// Rows that wait, each list into the table and the columns that its statement names.
    private void copy(Session session) throws SQLException {
        for (Map.Entry<String, List<Object[]>> rows : waiting.entrySet()) {
            Matcher names = INSERT.matcher(rows.getKey());
            if (!names.lookingAt()) {
                throw new IllegalStateException(rows.getKey());
            }
            List<String> columns =
                    Stream.of(names.group(2).split(",")).map(it -> it.strip() + " ?").toList();
            new Staging(names.group(1), columns).copy(session, rows.getValue());
        }
        waiting.clear();
    }

    private int owner(int n) {
        return n % 4 == 0 ? 0 : 1 + n % 40;
    }

    private static String environment(int n) {
        return List.of("production", "test", "", "development").get(n % 4);
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    public static Bytes id(String kind, int n) {
        return Bytes.of((kind + n).getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
