package io.muster.store.intake;

import io.muster.inventory.intake.Rejected;
import io.muster.model.Anchor;
import io.muster.model.Bytes;
import io.muster.model.CredentialId;
import io.muster.model.Grant;
import io.muster.model.Place;
import io.muster.store.Session;
import io.muster.store.identities.Anchors;
import io.muster.store.roll.Places;
import io.muster.store.roll.Tally;
import io.muster.wire.Kept;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keeps who may do what. A grant to a key that nobody has reported is rejected: whoever reports
/// sends the key first.
record GrantIntake(Session session, RunRow run, Tally tally) {
    private static final String KEEP =
            """
            INSERT INTO may (id, credential_n, anchor_n, right_, resource, scope, place_n, source_n,
                   first_at, last_at, run_n)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE
               SET last_at = excluded.last_at, run_n = excluded.run_n, scope = excluded.scope,
                   first_at = CASE WHEN may.gone_at <> 0 OR may.scope <> excluded.scope
                     THEN excluded.first_at ELSE may.first_at END,
                   gone_at = 0
            """;

    /// What it was before, when it comes back or becomes something else.
    private static final String PAST =
            """
            INSERT INTO may_past (may_n, scope, from_at, until_at)
            SELECT n, scope, first_at, CASE WHEN gone_at <> 0 THEN gone_at ELSE ? END FROM may
             WHERE id = ? AND (gone_at <> 0 OR scope <> ?)
            """;

    List<Rejected> take(List<Grant> grants) throws SQLException {
        Set<Place> places = new LinkedHashSet<>();
        Set<Anchor> anchors = new LinkedHashSet<>();
        for (Grant grant : grants) {
            places.add(grant.place());
            if (grant.holder() instanceof Anchor anchor) {
                anchors.add(anchor);
            }
        }
        Map<Place, Long> numbers = Places.numbers(session, places, tally);
        Map<Anchor, Anchors.Bound> bound = Anchors.bound(session, anchors, run.now(), tally);
        List<Rejected> rejected = new ArrayList<>();
        for (Grant grant : grants) {
            RunRow.Held holder =
                    switch (grant.holder()) {
                        case Anchor anchor ->
                                new RunRow.Held(
                                        0,
                                        Optional.ofNullable(bound.get(anchor)).orElseThrow().n());
                        case CredentialId id -> new RunRow.Held(credential(id), 0);
                    };
            if (holder.credential() == 0 && holder.anchor() == 0) {
                rejected.add(
                        new Rejected(
                                "grant at " + grant.place(), "its holder was not reported before"));
            } else {
                keep(grant, holder, Optional.ofNullable(numbers.get(grant.place())).orElseThrow());
            }
        }
        return rejected;
    }

    private long credential(CredentialId id) throws SQLException {
        return session.first(
                        "SELECT n FROM credential WHERE id = ?", row -> row.number(1), id.digest())
                .orElse(0L);
    }

    private void keep(Grant grant, RunRow.Held holder, long place) throws SQLException {
        String all =
                String.join(
                        "\n",
                        String.valueOf(holder.credential()),
                        String.valueOf(holder.anchor()),
                        grant.right(),
                        grant.resource(),
                        String.valueOf(place),
                        String.valueOf(run.source()));
        Bytes id = Bytes.of(all.getBytes(StandardCharsets.UTF_8)).sha256().slice(0, 16);
        String scope = Kept.text(grant.scope());
        session.update(PAST, run.now(), id, scope);
        session.update(
                KEEP,
                id,
                holder.credential(),
                holder.anchor(),
                grant.right(),
                grant.resource(),
                scope,
                place,
                run.source(),
                run.now(),
                run.now(),
                run.n());
    }
}
