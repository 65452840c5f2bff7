package io.muster.store.graph;

import io.muster.inventory.authorities.Authorities;
import io.muster.inventory.authorities.Ours;
import io.muster.inventory.credentials.Dossier;
import io.muster.store.Database;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.roll.Tally;
import io.muster.unit.Unit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who has issued something, from the rows of what they issued.
public final class JdbcAuthorities implements Authorities {
    private static final String OURS = "ours";
    private static final int DEPTH_MAX = 8;
    private static final int UNSEEN_MAX = 10_000;
    private static final int CORRECTED = 500;

    private final Database database;

    public JdbcAuthorities(Database database) {
        this.database = database;
    }

    /// An authority whose certificate is here.
    ///
    /// @param told what runs say of its own chain
    /// @param named by the configuration
    /// @param issued how many certificates, by what is said of them
    private record Seen(
            long n,
            String title,
            String told,
            long issuer,
            long key,
            boolean root,
            boolean named,
            Map<String, Long> issued) {}

    @Override
    public List<Authority> found(Ours ours) {
        return database.read(session -> {
            Map<Long, Map<String, Long>> issued = new TreeMap<>();
            session.each(
                    "SELECT issuer_n, issuer_kind, count(*) FROM credential WHERE issuer_n <> 0"
                            + " GROUP BY issuer_n, issuer_kind",
                    row ->
                            issued.computeIfAbsent(row.number(1), _ -> new TreeMap<>())
                                    .put(row.text(2), row.number(3)));
            Map<Long, Seen> seen = seen(session, issued, ours);
            Set<Long> held = held(session, seen);
            List<Authority> found = new ArrayList<>();
            for (Seen one : seen.values()) {
                found.add(authority(one, isOurs(one, seen, held)));
            }
            found.addAll(unseen(session));
            return found;
        });
    }

    private static Map<Long, Seen> seen(
            Session session, Map<Long, Map<String, Long>> issued, Ours ours) throws SQLException {
        Map<Long, Seen> seen = new TreeMap<>();
        for (Map.Entry<Long, Map<String, Long>> one : issued.entrySet()) {
            boolean named = !ours.digits().isEmpty() && named(session, one.getKey(), ours);
            session.first(
                            "SELECT n, title, issuer_kind, issuer_n, key_n,"
                                    + " CASE WHEN issuer = subject THEN 1 ELSE 0 END"
                                    + " FROM credential WHERE n = ?",
                            row ->
                                    new Seen(
                                            row.number(1),
                                            row.text(2),
                                            row.text(3),
                                            row.number(4),
                                            row.number(5),
                                            row.number(4) == 0 && row.number(6) == 1,
                                            named,
                                            one.getValue()),
                            one.getKey())
                    .ifPresent(it -> seen.put(it.n(), it));
        }
        return seen;
    }

    private static boolean named(Session session, long n, Ours ours) throws SQLException {
        return session.first(
                        "SELECT document FROM credential_document WHERE credential_n = ?",
                        row -> ours.have(Dossier.parse(row.text(1)).credential()),
                        n)
                .orElse(false);
    }

    /// The keys of authorities whose private half is here.
    private static Set<Long> held(Session session, Map<Long, Seen> seen) throws SQLException {
        List<Long> keys =
                seen.values().stream().map(Seen::key).filter(it -> it != 0).distinct().toList();
        return new HashSet<>(
                session.all(
                        """
                        SELECT DISTINCT c.key_n FROM credential c
                         WHERE %s AND c.key_n <> 0 AND c.gone_since = 0
                           AND (c.type = 'managed-key'
                                OR EXISTS (SELECT 1 FROM sighting s WHERE s.credential_n = c.n
                                              AND s.anchor_n = 0 AND s.role = 'private-key'
                                              AND s.gone_at = 0))
                        """
                                .formatted(session.dialect().isOneOf("c.key_n")),
                        row -> row.number(1),
                        new Dialect.Numbers(keys)));
    }

    private static boolean isOurs(Seen authority, Map<Long, Seen> seen, Set<Long> held) {
        Optional<Seen> above = Optional.of(authority);
        for (int depth = 0; depth < DEPTH_MAX && above.isPresent(); depth++) {
            if (above.get().named() || held.contains(above.get().key())) {
                return true;
            }
            above = Optional.ofNullable(seen.get(above.get().issuer()));
        }
        return false;
    }

    private static Authority authority(Seen one, boolean ours) {
        long certificates = one.issued().values().stream().mapToLong(it -> it).sum();
        boolean toCorrect =
                ours
                        ? one.issued().keySet().stream().anyMatch(it -> !it.equals(OURS))
                                || (one.root() && !one.told().equals(OURS))
                        : one.issued().containsKey(OURS) || (one.root() && one.told().equals(OURS));
        return new Authority(
                one.n(), one.title(), ours ? OURS : told(one), certificates, toCorrect);
    }

    /// What runs say of the authority; where they say nothing, what they say most of what it
    /// issued.
    private static String told(Seen one) {
        if (!one.told().isEmpty() && !one.told().equals(OURS)) {
            return one.told();
        }
        return one.issued().entrySet().stream()
                .filter(it -> !it.getKey().isEmpty() && !it.getKey().equals(OURS))
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(one.told().equals(OURS) ? "internal" : "");
    }

    /// Those that are known by name alone: their certificates were seen nowhere.
    private static List<Authority> unseen(Session session) throws SQLException {
        Map<String, Authority> unseen = new HashMap<>();
        session.each(
                """
                SELECT issuer, issuer_kind, count(*) FROM credential
                 WHERE issuer_n = 0 AND issuer <> '' AND issuer <> subject
                 GROUP BY issuer, issuer_kind ORDER BY issuer, issuer_kind LIMIT ?
                """,
                row ->
                        unseen.merge(
                                row.text(1),
                                new Authority(0, row.text(1), row.text(2), row.number(3), false),
                                (one, more) ->
                                        new Authority(
                                                0,
                                                one.name(),
                                                more.kind(),
                                                one.certificates() + more.certificates(),
                                                false)),
                UNSEEN_MAX);
        return List.copyOf(new TreeMap<>(unseen).values());
    }

    @Override
    public int keep(Unit unit, List<Authority> found) {
        return Database.in(
                unit,
                session -> {
                    lock(session);
                    session.update("DELETE FROM issuer");
                    for (Authority one : found) {
                        session.update(
                                "INSERT INTO issuer (credential_n, name, kind, certificates)"
                                        + " VALUES (?, ?, ?, ?)",
                                one.number(),
                                one.name(),
                                one.kind(),
                                one.certificates());
                    }
                    Tally tally = new Tally();
                    int corrected = 0;
                    for (Authority one : found) {
                        if (one.toCorrect() && corrected < CORRECTED) {
                            corrected += correct(session, one, tally);
                        }
                    }
                    tally.write(session);
                    return corrected;
                });
    }

    /// Another node would put its own rows beside these.
    private static void lock(Session session) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ -> {}
            case Dialect.Postgresql _ -> session.run("LOCK TABLE issuer IN EXCLUSIVE MODE");
        }
    }

    private record Issued(long n, boolean foreign, String kind) {}

    /// Of an authority of ours everything is ours; of another one nothing is any more.
    private static int correct(Session session, Authority authority, Tally tally)
            throws SQLException {
        List<Issued> all = new ArrayList<>();
        boolean ours = authority.kind().equals(OURS);
        for (String condition :
                ours
                        ? List.of("issuer_kind < 'ours'", "issuer_kind > 'ours'")
                        : List.of("issuer_kind = 'ours'")) {
            all.addAll(
                    session.all(
                            "SELECT n, foreign_, issuer_kind FROM credential"
                                    + " WHERE issuer_n = ? AND issuer_n <> 0 AND "
                                    + condition
                                    + " LIMIT ?",
                            row -> new Issued(row.number(1), row.number(2) != 0, row.text(3)),
                            authority.number(),
                            CORRECTED));
        }
        // A root stands for itself.
        all.addAll(
                session.all(
                        "SELECT n, foreign_, issuer_kind FROM credential"
                                + " WHERE n = ? AND issuer_n = 0 AND issuer = subject"
                                + " AND (issuer_kind = 'ours') <> (? = 1)",
                        row -> new Issued(row.number(1), row.number(2) != 0, row.text(3)),
                        authority.number(),
                        ours ? 1L : 0L));
        for (Issued one : all) {
            String kind = ours ? OURS : authority.kind();
            session.update("UPDATE credential SET issuer_kind = ? WHERE n = ?", kind, one.n());
            if (!one.foreign()) {
                tally.issuer(one.kind(), -1);
                tally.issuer(kind, 1);
            }
        }
        return all.size();
    }
}
