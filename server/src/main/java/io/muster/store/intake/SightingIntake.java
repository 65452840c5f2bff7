package io.muster.store.intake;

import io.muster.inventory.Entity;
import io.muster.model.Facts;
import io.muster.model.Malformed;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.store.Session;
import io.muster.store.Staging;
import io.muster.store.Times;
import io.muster.store.identities.Continuity;
import io.muster.store.identities.Succession;
import io.muster.store.roll.Journal;
import io.muster.store.roll.Places;
import io.muster.store.roll.Ruling;
import io.muster.store.roll.Tally;
import io.muster.wire.Kept;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Joins the sightings of a part with those that are kept: new ones get a row, known ones a new end
/// of their interval, those that were gone are back.
final class SightingIntake {
    private static final Staging STAGE =
            Staging.of(
                    "stage_sighting",
                    "i INTEGER",
                    "credential_n INTEGER",
                    "anchor_n INTEGER",
                    "place_n INTEGER",
                    "role TEXT",
                    "at INTEGER",
                    "via TEXT",
                    "facts TEXT");
    private static final String KNOWN =
            """
            SELECT s.i, g.gone_at, g.facts FROM stage_sighting s CROSS JOIN sighting g
             WHERE g.credential_n = s.credential_n AND g.anchor_n = s.anchor_n
               AND g.place_n = s.place_n AND g.role = s.role AND g.source_n = ?
            """;

    /// Sets nothing that an index holds, so that what is known costs one row and no more.
    private static final String KEEP =
            """
            INSERT INTO sighting (credential_n, anchor_n, place_n, role, source_n, first_at, last_at,
                   run_n, first_run_n, via, facts)
            SELECT s.credential_n, s.anchor_n, s.place_n, s.role, ?, s.at, s.at, ?, ?, s.via, s.facts
              FROM stage_sighting s WHERE true ORDER BY s.credential_n, s.place_n, s.role
            ON CONFLICT (credential_n, anchor_n, place_n, role, source_n) DO UPDATE
               SET run_n = excluded.run_n,
                   last_at = CASE WHEN excluded.last_at > sighting.last_at
                                  THEN excluded.last_at ELSE sighting.last_at END
            """;

    private static final String WHERE_SIGHTING =
            " WHERE credential_n = ? AND anchor_n = ? AND place_n = ? AND role = ?";

    private final Session session;
    private final RunRow run;
    private final Tally tally;
    private final Journal journal;

    SightingIntake(Session session, RunRow run, Tally tally, Journal journal) {
        this.session = session;
        this.run = run;
        this.tally = tally;
        this.journal = journal;
    }

    /// A sighting with its holder, and what is known of it so far.
    private static final class Row {
        private final RunRow.Held held;
        private final boolean ofFresh;
        private final Sighting sighting;
        private final String facts;
        private boolean known;
        private long goneAt;
        private String keptFacts = "";

        private Row(RunRow.Held held, boolean ofFresh, Told.Seen seen) {
            this.held = held;
            this.ofFresh = ofFresh;
            this.sighting = seen.sighting();
            this.facts = seen.facts();
        }
    }

    private record Key(RunRow.Held held, Place place, String role) {}

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    /// @param ofFresh its holder was not there before this part
    void add(RunRow.Held held, boolean ofFresh, List<Told.Seen> sightings) {
        for (Told.Seen seen : sightings) {
            Sighting sighting = seen.sighting();
            rows.merge(
                    new Key(held, sighting.place(), sighting.role().toString()),
                    new Row(held, ofFresh, seen),
                    (one, other) -> other.sighting.at().isAfter(one.sighting.at()) ? other : one);
        }
    }

    /// Writes what was added.
    ///
    /// @return how many had been gone
    long write() throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        Set<Place> places = new LinkedHashSet<>();
        rows.values().forEach(it -> places.add(it.sighting.place()));
        Map<Place, Long> numbers = Places.numbers(session, places, tally);
        List<Row> all = List.copyOf(rows.values());
        stage(all, numbers);
        session.each(
                KNOWN,
                row -> {
                    Row one = all.get((int) row.number(1));
                    one.known = true;
                    one.goneAt = row.number(2);
                    one.keptFacts = row.text(3);
                },
                run.source());
        Map<Long, Long> morePlaces = newPlaces(all, numbers);
        session.update(KEEP, run.source(), run.n(), run.n());
        visited(all, numbers);
        for (Map.Entry<Long, Long> more : morePlaces.entrySet()) {
            session.update(
                    "UPDATE credential SET places = places + ?, gone_since = 0, judge_again_at = ?"
                            + " WHERE n = ?",
                    more.getValue(),
                    -run.now(),
                    more.getKey());
        }
        Ruling.ofCredentials(session, morePlaces.keySet());
        Ruling.ofAnchors(session, accountsElsewhere(all));
        orders(all);
        long back = 0;
        Set<Long> accounts = new TreeSet<>();
        for (Row row : all) {
            long place = number(numbers, row);
            boolean different = true;
            if (!row.known) {
                appeared(row, place);
            } else if (row.goneAt != 0) {
                back++;
                reopened(row, place);
            } else if (!row.facts.equals(row.keptFacts)) {
                changed(row, place);
            } else {
                different = false;
            }
            if (different && row.held.anchor() != 0) {
                accounts.add(row.held.anchor());
            }
        }
        Accounts.changed(session, accounts, run.now());
        return back;
    }

    /// Anchors of accounts that were not known there.
    private static Set<Long> accountsElsewhere(List<Row> all) {
        Set<Long> anchors = new TreeSet<>();
        all.stream()
                .filter(it -> !it.known && it.held.anchor() != 0)
                .forEach(it -> anchors.add(it.held.anchor()));
        return anchors;
    }

    private static long number(Map<Place, Long> numbers, Row row) {
        return Optional.ofNullable(numbers.get(row.sighting.place())).orElseThrow();
    }

    private void stage(List<Row> all, Map<Place, Long> numbers) throws SQLException {
        List<Object[]> staged = new ArrayList<>(all.size());
        for (Row row : all) {
            staged.add(
                    new Object[] {
                        (long) staged.size(),
                        row.held.credential(),
                        row.held.anchor(),
                        number(numbers, row),
                        row.sighting.role().toString(),
                        Times.micros(row.sighting.at()),
                        row.sighting.source(),
                        row.facts
                    });
        }
        STAGE.fill(session, staged);
    }

    /// How many more places each known credential is at; a newcomer's were counted when it came.
    private Map<Long, Long> newPlaces(List<Row> all, Map<Place, Long> numbers) throws SQLException {
        Map<Long, Long> more = new TreeMap<>();
        Set<List<Long>> counted = new HashSet<>();
        for (Row row : all) {
            long credential = row.held.credential();
            long place = number(numbers, row);
            boolean appears = !row.known || row.goneAt != 0;
            if (credential == 0 || row.ofFresh || !appears) {
                continue;
            }
            if (counted.add(Arrays.asList(credential, place)) && !isAt(credential, place)) {
                more.merge(credential, 1L, Long::sum);
            }
        }
        return more;
    }

    private boolean isAt(long credential, long place) throws SQLException {
        return session.first(
                        "SELECT 1 FROM sighting WHERE credential_n = ? AND anchor_n = 0"
                                + " AND place_n = ? AND gone_at = 0 LIMIT 1",
                        row -> true,
                        credential,
                        place)
                .isPresent();
    }

    /// Endpoints are complete by being seen; of files the run says so when it ends.
    private void visited(List<Row> all, Map<Place, Long> numbers) throws SQLException {
        Set<Long> endpoints = new LinkedHashSet<>();
        for (Row row : all) {
            String scheme = row.sighting.place().scheme();
            if (scheme.equals("tls") || scheme.equals("ssh")) {
                endpoints.add(number(numbers, row));
            }
        }
        for (long place : endpoints) {
            session.update(
                    "INSERT INTO visited (run_n, place_n) VALUES (?, ?)"
                            + " ON CONFLICT (run_n, place_n) DO NOTHING",
                    run.n(),
                    place);
        }
    }

    /// What came to a line of orders follows those that came there before.
    private void orders(List<Row> all) throws SQLException {
        Succession succession = new Succession(session, new Continuity(session, run.now(), tally));
        for (Row row : all) {
            if (!row.known && row.held.credential() != 0) {
                succession.sameOrder(row.held.credential(), row.sighting);
            }
        }
    }

    private void appeared(Row row, long place) throws SQLException {
        if (row.ofFresh) {
            return;
        }
        run.change(session, "new", row.held, place, row.sighting.role().toString());
        note(row, "sighted", Facts.NONE);
    }

    private void reopened(Row row, long place) throws SQLException {
        session.update(
                "UPDATE sighting SET gone_at = 0, facts = ?" + WHERE_SIGHTING + " AND source_n = ?",
                row.facts,
                row.held.credential(),
                row.held.anchor(),
                place,
                row.sighting.role().toString(),
                run.source());
        run.change(session, "back", row.held, place, row.sighting.role().toString());
        note(row, "back", Facts.NONE);
    }

    private void changed(Row row, long place) throws SQLException {
        session.update(
                "UPDATE sighting SET facts = ?" + WHERE_SIGHTING + " AND source_n = ?",
                row.facts,
                row.held.credential(),
                row.held.anchor(),
                place,
                row.sighting.role().toString(),
                run.source());
        session.update(
                "UPDATE credential SET judge_again_at = ? WHERE n = ?",
                -run.now(),
                row.held.credential());
        run.change(session, "changed", row.held, place, row.sighting.role().toString());
        note(row, "changed", Changes.between(parsed(row.keptFacts), row.sighting.facts()));
    }

    private void note(Row row, String kind, Facts change) throws SQLException {
        boolean credential = row.held.credential() != 0;
        if (!credential) {
            return;
        }
        journal.note(
                Entity.Kind.CREDENTIAL,
                row.held.credential(),
                kind,
                change.with("place", Places.text(row.sighting.place()))
                        .with("role", row.sighting.role().toString()));
    }

    private static Facts parsed(String text) {
        try {
            return Kept.facts(text);
        } catch (Malformed e) {
            throw new IllegalStateException("the facts of a sighting were changed by others", e);
        }
    }
}
