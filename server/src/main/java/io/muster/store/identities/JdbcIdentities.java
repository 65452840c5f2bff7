package io.muster.store.identities;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Refused;
import io.muster.inventory.corrections.Identities;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.store.Database;
import io.muster.store.Session;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Rebinding;
import io.muster.store.roll.Tally;
import io.muster.store.roll.TeamRows;
import io.muster.unit.Unit;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What people say about who is who, as bindings of anchors to identities.
public final class JdbcIdentities implements Identities {
    private static final int NAME_MAX = 300;
    static final int ALIASES_MAX = 100;
    private static final int ANCHORS_MAX = 1000;

    @Override
    public long merge(Unit unit, Change change, String into) {
        return Database.in(
                unit,
                session -> {
                    IdentityRow from = IdentityRow.changing(session, change);
                    IdentityRow to = IdentityRow.find(session, into);
                    if (from.n() == to.n()) {
                        throw invalid("an identity cannot become a part of itself");
                    }
                    new Union(session, from.now(), change.actor(), "merged").of(from.n(), to.n());
                    count(session, from.n(), -1);
                    Journal journal = from.journal(session);
                    journal.note(Entity.Kind.IDENTITY, from.n(), "merged", Facts.of("into", into));
                    journal.note(
                            Entity.Kind.IDENTITY, to.n(), "merged", Facts.of("from", change.id()));
                    from.touched(session);
                    return to.touched(session);
                });
    }

    @Override
    public String split(Unit unit, Change change, Split split) {
        return Database.in(
                unit,
                session -> {
                    IdentityRow from = IdentityRow.changing(session, change);
                    if (split.anchors().isEmpty() || split.anchors().size() > ANCHORS_MAX) {
                        throw invalid("a split takes 1 to " + ANCHORS_MAX + " anchors with it");
                    }
                    Anchor first = split.anchors().getFirst();
                    String name = checkedName(split.name());
                    Bytes id =
                            Bytes.of(
                                            (first.canonical()
                                                            + "\n"
                                                            + split.place()
                                                            + "\n"
                                                            + from.now())
                                                    .getBytes(StandardCharsets.UTF_8))
                                    .sha256()
                                    .slice(0, 16);
                    session.update(
                            """
                            INSERT INTO identity (id, kind, realm, name, folded, first_seen, last_seen,
                                   owner_n, criticality, environment, owner_by, criticality_by,
                                   environment_by)
                            SELECT ?, ?, ?, ?, ?, first_seen, last_seen, owner_n, criticality, environment,
                                   owner_by, criticality_by, environment_by
                              FROM identity WHERE n = ?
                            """,
                            id,
                            first.kind().toString(),
                            first.realm(),
                            name,
                            "",
                            from.n());
                    IdentityRow made = IdentityRow.find(session, id.toHex());
                    count(session, made.n(), 1);
                    Set<Long> moved = new TreeSet<>();
                    for (Anchor anchor : split.anchors()) {
                        moved.add(
                                move(
                                        session,
                                        from,
                                        made.n(),
                                        anchor,
                                        split.place(),
                                        change.actor()));
                    }
                    Rebinding rebinding = new Rebinding(session);
                    for (long anchor : moved) {
                        rebinding.anchor(anchor);
                    }
                    rebinding.recount(Set.of(from.n(), made.n()));
                    judgeAgain(session, from, made);
                    Union.fold(session, made.n());
                    Journal journal = from.journal(session);
                    journal.note(
                            Entity.Kind.IDENTITY, from.n(), "split", Facts.of("into", id.toHex()));
                    journal.note(
                            Entity.Kind.IDENTITY, made.n(), "split", Facts.of("from", change.id()));
                    from.touched(session);
                    return id.toHex();
                });
    }

    /// Their accounts are not the same any more.
    private static void judgeAgain(Session session, IdentityRow from, IdentityRow to)
            throws SQLException {
        session.update(
                "UPDATE identity SET judge_again_at = ? WHERE n IN (?, ?)",
                -from.now(),
                from.n(),
                to.n());
    }

    /// One more or fewer is counted.
    private static void count(Session session, long identity, long change) throws SQLException {
        Tally tally = new Tally();
        tally.add("identities", change);
        session.each(
                "SELECT kind FROM identity WHERE n = ?",
                row -> tally.add("kind:" + row.text(1), change),
                identity);
        tally.write(session);
    }

    /// @return the anchor's row
    private static long move(
            Session session, IdentityRow from, long to, Anchor anchor, String place, Actor actor)
            throws SQLException {
        long n =
                session.first(
                                "SELECT a.n FROM anchor a, binding b WHERE a.id = ?"
                                        + " AND b.anchor_n = a.n AND b.identity_n = ? AND b.until = 0",
                                row -> row.number(1),
                                Anchors.id(anchor),
                                from.n())
                        .orElseThrow(
                                () -> invalid("the identity has no anchor " + anchor.canonical()));
        new Union(session, from.now(), actor, "split").bind(n, place, to);
        return n;
    }

    @Override
    public long rename(Unit unit, Change change, String name) {
        return Database.in(
                unit,
                session -> {
                    IdentityRow row = IdentityRow.changing(session, change);
                    String checked = checkedName(name);
                    Union.addAlias(session, row.n(), row.name());
                    session.update("UPDATE identity SET name = ? WHERE n = ?", checked, row.n());
                    Union.fold(session, row.n());
                    row.journal(session)
                            .note(
                                    Entity.Kind.IDENTITY,
                                    row.n(),
                                    "renamed",
                                    Facts.of("name", checked).with("was.name", row.name()));
                    return row.touched(session);
                });
    }

    @Override
    public long alias(Unit unit, Change change, List<String> aliases) {
        return Database.in(
                unit,
                session -> {
                    IdentityRow row = IdentityRow.changing(session, change);
                    if (aliases.size() > ALIASES_MAX) {
                        throw invalid("an identity has at most " + ALIASES_MAX + " aliases");
                    }
                    session.update("DELETE FROM alias WHERE identity_n = ?", row.n());
                    for (String alias : aliases) {
                        Union.addAlias(session, row.n(), checkedName(alias));
                    }
                    Union.fold(session, row.n());
                    row.journal(session)
                            .note(
                                    Entity.Kind.IDENTITY,
                                    row.n(),
                                    "aliases",
                                    Facts.of("aliases", aliases));
                    return row.touched(session);
                });
    }

    @Override
    public long describe(Unit unit, Change change, Description description) {
        return Database.in(
                unit,
                session -> {
                    IdentityRow row = IdentityRow.changing(session, change);
                    if (description.owner().isPresent()) {
                        String team = description.owner().get();
                        say(session, row, "owner", "owner_n", team, team(session, team));
                    }
                    if (description.criticality().isPresent()) {
                        String word = checkedWord(description.criticality().get());
                        say(session, row, "criticality", "criticality", word, word);
                    }
                    if (description.environment().isPresent()) {
                        String word = checkedWord(description.environment().get());
                        say(session, row, "environment", "environment", word, word);
                    }
                    new Rebinding(session).describe(row.n());
                    Facts said = Facts.NONE;
                    said = with(said, "owner", description.owner());
                    said = with(said, "criticality", description.criticality());
                    said = with(said, "environment", description.environment());
                    row.journal(session).note(Entity.Kind.IDENTITY, row.n(), "described", said);
                    return row.touched(session);
                });
    }

    /// Nobody, when it is empty.
    private static long team(Session session, String id) throws SQLException {
        return id.isEmpty()
                ? 0L
                : TeamRows.number(session, id).orElseThrow(() -> invalid("there is no team " + id));
    }

    /// What a person takes away is said by nobody: rules may say it again.
    private static void say(
            Session session, IdentityRow row, String name, String column, String said, Object value)
            throws SQLException {
        session.update(
                "UPDATE identity SET %s = ?, %s_by = ? WHERE n = ?".formatted(column, name),
                value,
                said.isEmpty() ? "" : "person",
                row.n());
        if (!name.equals("environment")) {
            session.update("UPDATE identity SET %s_why = '' WHERE n = ?".formatted(name), row.n());
        }
    }

    private static Facts with(Facts facts, String name, Optional<String> value) {
        return value.map(it -> facts.with(name, it)).orElse(facts);
    }

    private static String checkedName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > NAME_MAX) {
            throw invalid("a name has 1 to " + NAME_MAX + " characters");
        }
        return stripped;
    }

    private static String checkedWord(String word) {
        return word.isEmpty() ? "" : checkedName(word);
    }

    private static Refused invalid(String reason) {
        return new Refused(Refused.Kind.INVALID, reason);
    }
}
