package io.muster.store.identities;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.credentials.Dossier;
import io.muster.model.Entry;
import io.muster.model.Facts;
import io.muster.model.Identity;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Tally;
import java.sql.SQLException;
import java.util.Optional;

/// Keeps an identity one when its names change from run to run (`docs/identity.md`, Continuity).
/// Each run joins what it has seen itself; here is joined what came at different times.
///
/// The identity that was there first stays, with its id and all that people have said of it; its
/// name becomes that of the newest certificate, unless somebody gave it another. What people have
/// decided stands: what they took apart is not joined again, and neither are two identities that
/// both were bound by hand or have different owners.
public record Continuity(Session session, long now, Tally tally) {
    private static final Actor MUSTER = new Actor("muster", "continuity");

    /// An anchor of more credentials is not asked for its newest among all of them.
    private static final int CREDENTIALS_MAX = 1000;

    private static final String SIDE =
            """
            SELECT a.kind, a.realm, a.name, i.n, i.id, i.kind, i.name, i.first_seen, i.owner_n,
                   (SELECT count(*) FROM binding d WHERE d.identity_n = i.n AND d.until = 0
                       AND d.actor <> 'muster'),
                   (SELECT count(*) FROM binding p WHERE p.anchor_n = a.n AND p.place_prefix <> ''
                       AND p.until = 0)
              FROM anchor a JOIN binding b ON b.anchor_n = a.n JOIN identity i ON i.n = b.identity_n
             WHERE a.n = ? AND b.place_prefix = '' AND b.until = 0
            """;

    /// An anchor with the identity that it means.
    ///
    /// @param bound how many bindings of the identity people have made
    /// @param byPlace how many bindings of the anchor hold only at some places
    private record Side(
            long anchor,
            String kind,
            String realm,
            String name,
            long identity,
            String id,
            String identityKind,
            String identityName,
            long firstSeen,
            long owner,
            long bound,
            long byPlace) {

        /// How much people have said of the identity.
        int weight() {
            return (bound > 0 ? 4 : 0) + (owner != 0 ? 2 : 0) + (identityName.equals(name) ? 0 : 1);
        }

        /// Whether this one stays and the other becomes a part of it.
        boolean staysBefore(Side other) {
            if (weight() != other.weight()) {
                return weight() > other.weight();
            }
            return firstSeen != other.firstSeen
                    ? firstSeen < other.firstSeen
                    : identity < other.identity;
        }
    }

    /// A run calls the machine of a credential otherwise than it is kept.
    public void told(Entry kept, Entry told) throws SQLException {
        Optional<Identity> other = Dossier.otherName(kept, told);
        if (other.isEmpty()) {
            return;
        }
        Identity before = kept.identities().getFirst();
        String known = "also known as " + before.anchor().name() + ": ";
        String reason =
                other.get().evidence().stream()
                        .filter(it -> it.startsWith(known))
                        .map(it -> it.substring(known.length()))
                        .findFirst()
                        .orElse("one certificate");
        join(anchor(before), anchor(other.get()), reason);
    }

    private long anchor(Identity identity) throws SQLException {
        return session.number("SELECT n FROM anchor WHERE id = ?", Anchors.id(identity.anchor()));
    }

    /// Both anchors mean one machine.
    void join(long one, long other, String reason) throws SQLException {
        Side first = side(one);
        Side second = side(other);
        if (first.identity() == second.identity()) {
            return;
        }
        lock(first, second);
        first = side(one);
        second = side(other);
        if (first.identity() != second.identity() && may(first, second)) {
            if (first.staysBefore(second)) {
                join(second, first, reason);
            } else {
                join(first, second, reason);
            }
        }
    }

    private Side side(long anchor) throws SQLException {
        return session.first(
                        SIDE,
                        row ->
                                new Side(
                                        anchor,
                                        row.text(1),
                                        row.text(2),
                                        row.text(3),
                                        row.number(4),
                                        row.hex(5),
                                        row.text(6),
                                        row.text(7),
                                        row.number(8),
                                        row.number(9),
                                        row.number(10),
                                        row.number(11)),
                        anchor)
                .orElseThrow();
    }

    /// Nobody else joins or splits them meanwhile. The embedded database has one writer.
    private void lock(Side one, Side other) throws SQLException {
        switch (session.dialect()) {
            case Dialect.Sqlite _ -> {}
            case Dialect.Postgresql _ ->
                    session.all(
                            "SELECT n FROM identity WHERE n = ? OR n = ? ORDER BY n FOR UPDATE",
                            row -> row.number(1),
                            one.identity(),
                            other.identity());
        }
    }

    private boolean may(Side one, Side other) throws SQLException {
        boolean decided = one.bound() > 0 && other.bound() > 0;
        boolean owned = one.owner() != 0 && other.owner() != 0 && one.owner() != other.owner();
        return !decided
                && !owned
                && one.byPlace() + other.byPlace() == 0
                && !wereOne(one, other)
                && !wereOne(other, one);
    }

    /// They are two now, so somebody took them apart.
    private boolean wereOne(Side one, Side other) throws SQLException {
        return session.first(
                        "SELECT 1 FROM binding WHERE anchor_n = ? AND identity_n = ? LIMIT 1",
                        row -> true,
                        one.anchor(),
                        other.identity())
                .isPresent();
    }

    private void join(Side from, Side to, String reason) throws SQLException {
        new Union(session, now, MUSTER, reason).of(from.identity(), to.identity());
        boolean fromIsNewer = newest(from.anchor()) > newest(to.anchor());
        Side newer = fromIsNewer ? from : to;
        Side older = fromIsNewer ? to : from;
        Facts change = Facts.of("from", from.id()).with("reason", reason);
        String kind = to.identityKind();
        if (to.identityName().equals(older.name())) {
            kind = newer.kind();
            session.update(
                    "UPDATE identity SET kind = ?, realm = ?, name = ? WHERE n = ?",
                    newer.kind(),
                    newer.realm(),
                    newer.name(),
                    to.identity());
            change = change.with("name", newer.name()).with("was.name", older.name());
        }
        Union.addAlias(session, to.identity(), older.name());
        Union.addAlias(session, to.identity(), newer.name());
        session.update(
                "DELETE FROM alias WHERE identity_n = ?"
                        + " AND name = (SELECT name FROM identity WHERE n = ?)",
                to.identity(),
                to.identity());
        session.update(
                "UPDATE identity SET version = version + 1 WHERE n = ? OR n = ?",
                from.identity(),
                to.identity());
        tally.add("identities", -1);
        tally.add("kind:" + from.identityKind(), -1);
        tally.add("kind:" + to.identityKind(), -1);
        tally.add("kind:" + kind, 1);
        Journal journal = new Journal(session, MUSTER, now);
        journal.note(
                Entity.Kind.IDENTITY,
                from.identity(),
                "merged",
                Facts.of("into", to.id()).with("reason", reason));
        journal.note(Entity.Kind.IDENTITY, to.identity(), "merged", change);
    }

    /// When the newest certificate of an anchor begins.
    private long newest(long anchor) throws SQLException {
        return session.number(
                """
                SELECT coalesce(max(c.not_before), 0)
                  FROM (SELECT credential_n FROM holding WHERE anchor_n = ?
                         ORDER BY credential_n DESC LIMIT ?) h, credential c
                 WHERE c.n = h.credential_n
                """,
                anchor,
                CREDENTIALS_MAX);
    }
}
