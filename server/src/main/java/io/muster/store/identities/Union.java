package io.muster.store.identities;

import io.muster.inventory.Actor;
import io.muster.store.Session;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.store.roll.Rebinding;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Makes one identity of two, by moving bindings.
///
/// @param now in microseconds
/// @param reason as the bindings tell it
record Union(Session session, long now, Actor actor, String reason) {

    /// An anchor, everywhere ('') or below a place.
    private record Bound(long anchor, String place) {}

    /// From now on everything that means `from` means `to`, which is found by its names too.
    void of(long from, long to) throws SQLException {
        List<Bound> bound =
                session.all(
                        "SELECT anchor_n, place_prefix FROM binding"
                                + " WHERE identity_n = ? AND until = 0",
                        row -> new Bound(row.number(1), row.text(2)),
                        from);
        for (Bound one : bound) {
            bind(one.anchor(), one.place(), to);
        }
        List<String> names =
                session.all(
                        "SELECT name FROM alias WHERE identity_n = ?"
                                + " UNION SELECT name FROM identity WHERE n = ?",
                        row -> row.text(1),
                        from,
                        from);
        for (String name : names) {
            addAlias(session, to, name);
        }
        session.update("UPDATE identity SET merged_into = ? WHERE n = ?", to, from);
        // Their accounts are not the same any more.
        session.update("UPDATE identity SET judge_again_at = ? WHERE n IN (?, ?)", -now, from, to);
        Rebinding rebinding = new Rebinding(session);
        for (Bound one : bound) {
            rebinding.anchor(one.anchor());
        }
        rebinding.recount(Set.of(from, to));
    }

    /// From now on the anchor means `identity`, everywhere ('') or below a place.
    void bind(long anchor, String place, long identity) throws SQLException {
        session.update(
                "UPDATE binding SET until = ? WHERE anchor_n = ? AND place_prefix = ? AND until = 0",
                now,
                anchor,
                place);
        session.update(
                "INSERT INTO binding (anchor_n, place_prefix, identity_n, since, actor, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                anchor,
                place,
                identity,
                now,
                actor.name(),
                reason);
    }

    /// Another name to find it by, unless it has very many.
    static void addAlias(Session session, long identity, String name) throws SQLException {
        session.update(
                "INSERT INTO alias (identity_n, name) SELECT n, ? FROM identity WHERE n = ?"
                        + " AND (SELECT count(*) FROM alias WHERE identity_n = ?) < ?"
                        + " ON CONFLICT (identity_n, name) DO NOTHING",
                name,
                identity,
                identity,
                JdbcIdentities.ALIASES_MAX);
        fold(session, identity);
    }

    /// What it is searched by: its name, its realm and every other name.
    static void fold(Session session, long identity) throws SQLException {
        StringBuilder text = new StringBuilder();
        session.each(
                "SELECT name FROM identity WHERE n = ? UNION ALL SELECT realm FROM identity WHERE n = ?"
                        + " UNION ALL SELECT name FROM alias WHERE identity_n = ?",
                row -> text.append(row.text(1)).append('\n'),
                identity,
                identity,
                identity);
        session.update(
                "UPDATE identity SET folded = ? WHERE n = ?",
                Anchors.folded(text.toString()),
                identity);
        JdbcSearchIndex.changed(session, "identity", identity);
    }
}
