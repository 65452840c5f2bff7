package io.muster.store.identities;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.corrections.Identities;
import io.muster.store.Ids;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Assessing;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Ruling;
import java.sql.SQLException;
import java.util.List;

/// An identity that somebody changes.
///
/// @param now of the change, in microseconds
record IdentityRow(long n, String name, long version, long now, Actor actor) {

    /// @throws Refused when there is none, it is a part of another by now, or was changed meanwhile
    static IdentityRow changing(Session session, Identities.Change change) throws SQLException {
        IdentityRow row = find(session, change.id(), Times.micros(change.at()), change.actor());
        if (row.version() != change.version()) {
            throw new Refused(
                    Refused.Kind.STALE, "the identity was changed meanwhile; read it again");
        }
        return row;
    }

    static IdentityRow find(Session session, String id) throws SQLException {
        return find(session, id, 0, new Actor("", ""));
    }

    private static IdentityRow find(Session session, String id, long now, Actor actor)
            throws SQLException {
        return session.first(
                        "SELECT n, name, version, merged_into FROM identity WHERE id = ?",
                        row -> {
                            if (row.number(4) != 0) {
                                throw new Refused(
                                        Refused.Kind.STALE,
                                        "identity " + id + " is a part of another by now");
                            }
                            return new IdentityRow(
                                    row.number(1), row.text(2), row.number(3), now, actor);
                        },
                        Ids.parse(id))
                .orElseThrow(() -> new Refused(Refused.Kind.UNKNOWN, "there is no identity " + id));
    }

    /// @return the new version
    long touched(Session session) throws SQLException {
        session.update(
                "UPDATE identity SET version = ?, " + Assessing.AGAIN + " WHERE n = ?",
                version + 1,
                n);
        Ruling.again(session, List.of(n));
        return version + 1;
    }

    Journal journal(Session session) {
        return new Journal(session, actor, now);
    }
}
