package io.muster.store.retirement;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.model.Bytes;
import io.muster.model.Facts;
import io.muster.retirement.Move;
import io.muster.retirement.Retirement;
import io.muster.retirement.Retirement.Why;
import io.muster.retirement.State;
import io.muster.reviews.Item;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.roll.Journal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

/// Writes what is on its way out.
public record RetirementRows(Session session, long now) {

    /// What is to go, and how far it is.
    public record Beginning(Entity entity, long n, State state, Why why, String reason, long due) {}

    /// What a review decided to retire goes on to be disabled: it is proposed to nobody any more.
    public void begin(Item item, long n, Item.Decided decided) throws SQLException {
        Beginning beginning =
                new Beginning(
                        item.entity(),
                        n,
                        State.DISABLING,
                        Why.REVIEW,
                        decided.reason(),
                        Times.NEVER);
        Actor actor = new Actor(decided.by(), "review");
        if (begin(beginning, actor).isEmpty()) {
            // It was flagged or proposed before: the decision takes it there.
            Optional<String> id =
                    session.first(
                            "SELECT id FROM retirement WHERE entity = ? AND entity_n = ?"
                                    + " AND state IN ('flagged', 'proposed')",
                            row -> row.text(1),
                            item.entity().kind().toString(),
                            n);
            if (id.isPresent()) {
                State from =
                        session.first(
                                        "SELECT state FROM retirement WHERE id = ?",
                                        row -> State.named(row.text(1)).orElseThrow(),
                                        id.get())
                                .orElseThrow();
                Move move = new Move(State.DISABLING, decided.reason(), Optional.empty());
                put(id.get(), State.DISABLING, Times.NEVER);
                step(id.get(), from, move, actor);
            }
        }
    }

    /// @return its id; empty when it is on its way already
    public Optional<String> begin(Beginning it, Actor actor) throws SQLException {
        String kind = it.entity().kind().toString();
        boolean identity = it.entity().kind() == Entity.Kind.IDENTITY;
        String id =
                Bytes.of("%s %d %d".formatted(kind, it.n(), now).getBytes(StandardCharsets.UTF_8))
                        .sha256()
                        .slice(0, 16)
                        .toHex();
        int fresh =
                session.update(
                        """
                        INSERT INTO retirement (id, entity, entity_n, entity_id, kind, title, team_n,
                          state, why, reason, begun, since, due)
                        SELECT ?, ?, x.n, ?, x.%s, x.%s, x.owner_n, ?, ?, ?, ?, ?, ?
                          FROM %s x WHERE x.n = ?
                        ON CONFLICT DO NOTHING
                        """
                                .formatted(
                                        identity ? "kind" : "type",
                                        identity ? "name" : "title",
                                        kind),
                        id,
                        kind,
                        it.entity().id(),
                        it.state().toString(),
                        it.why().toString(),
                        it.reason(),
                        now,
                        now,
                        it.due(),
                        it.n());
        if (fresh == 0) {
            return Optional.empty();
        }
        step(id, it.state(), new Move(it.state(), it.reason(), Optional.empty()), actor);
        return Optional.of(id);
    }

    /// Moves a row.
    void put(String id, State state, long due) throws SQLException {
        session.update(
                "UPDATE retirement SET state = ?, since = ?, due = ?, look_at = ?,"
                        + " version = version + 1 WHERE id = ?",
                state.toString(),
                now,
                due,
                now,
                id);
    }

    /// A line in its own history, and in that of what it is about.
    void step(String id, State from, Move move, Actor actor) throws SQLException {
        session.update(
                """
                INSERT INTO retirement_step (retirement_n, at, actor, from_state, to_state, note,
                  confirmed)
                SELECT n, ?, ?, ?, ?, ?, ? FROM retirement WHERE id = ?
                """,
                now,
                actor.name(),
                from.toString(),
                move.to().toString(),
                move.note(),
                move.confirmed().map(Retirement.Confirmed::toString).orElse(""),
                id);
        record Of(Entity.Kind kind, long n) {}
        Of of =
                session.first(
                                "SELECT entity, entity_n FROM retirement WHERE id = ?",
                                row ->
                                        new Of(
                                                row.text(1).equals("identity")
                                                        ? Entity.Kind.IDENTITY
                                                        : Entity.Kind.CREDENTIAL,
                                                row.number(2)),
                                id)
                        .orElseThrow();
        new Journal(session, actor, now)
                .note(of.kind(), of.n(), "retirement-" + move.to(), Facts.of("note", move.note()));
    }
}
