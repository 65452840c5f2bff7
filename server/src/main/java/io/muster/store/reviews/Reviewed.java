package io.muster.store.reviews;

import io.muster.inventory.Actor;
import io.muster.inventory.Entity;
import io.muster.inventory.Viewer;
import io.muster.model.Facts;
import io.muster.reviews.Choice;
import io.muster.reviews.Item;
import io.muster.reviews.Reviews;
import io.muster.store.Session;
import io.muster.store.Times;
import io.muster.store.retirement.RetirementRows;
import io.muster.store.roll.Entities;
import io.muster.store.roll.Journal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Lets the decisions of closed reviews have their effect: what stays was reviewed, what may do
/// less is a task until it does, what goes is on its way out.
record Reviewed(Session session, long now) {
    private static final Viewer ALL = new Viewer.Everything();

    private record Closed(long n, String id, long applied) {}

    /// @return how many items; 1 at the end of a review
    int some(int limit) throws SQLException {
        Optional<Closed> one =
                session.first(
                        "SELECT n, id, applied FROM review WHERE state = 'closed'"
                                + " AND applied < 9223372036854775807 ORDER BY n LIMIT 1",
                        row -> new Closed(row.number(1), row.text(2), row.number(3)));
        if (one.isEmpty()) {
            return 0;
        }
        Closed closed = one.get();
        Reviews.Filter decided =
                new Reviews.Filter(
                        Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
        List<Item> items =
                new ReviewRows(session).items(ALL, closed.n(), decided, closed.applied(), limit);
        for (Item item : items) {
            apply(closed, item);
        }
        session.update(
                "UPDATE review SET applied = ? WHERE n = ?",
                items.isEmpty() ? Times.NEVER : items.getLast().number(),
                closed.n());
        return Math.max(1, items.size());
    }

    private void apply(Closed closed, Item item) throws SQLException {
        Optional<Long> found = Entities.find(session, item.entity());
        if (found.isEmpty()) {
            return;
        }
        long n = found.get();
        Item.Decided decided = item.decided().orElseThrow();
        Actor actor = new Actor(decided.by(), "review:" + closed.id());
        new Journal(session, actor, now)
                .note(
                        item.entity().kind(),
                        n,
                        "reviewed",
                        Facts.of("decision", decided.choice().toString())
                                .with("reason", decided.reason()));
        new ReductionRows(session, now).decided(closed.n(), item, n, decided.choice());
        if (decided.choice() == Choice.RETIRE) {
            new RetirementRows(session, now).begin(item, n, decided);
        } else if (item.entity().kind() == Entity.Kind.IDENTITY) {
            session.update(
                    "UPDATE identity SET reviewed = ?, judge_again_at = CASE WHEN judge_again_at"
                            + " < 9223372036854775807 THEN ? ELSE judge_again_at END WHERE n = ?",
                    Times.micros(decided.at()),
                    -now,
                    n);
        }
    }
}
