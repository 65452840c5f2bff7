package io.muster.inventory.declared;

import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.inventory.TeamName;
import io.muster.model.CredentialId;
import io.muster.model.Declaration;
import io.muster.model.Entry;
import io.muster.roll.Reconciliation;
import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Takes declared lists, and holds them against the roll whenever a run was completed, by the same
/// rules as `muster scan --declared`.
public final class Declarations {
    /// So many lines a list may have.
    public static final int LINES_MAX = 100_000;

    private static final int PART = 200;

    /// Comparing takes at most one part of so many of the time.
    private static final int RESTS = 20;

    private final Units units;
    private final Declared declared;
    private final InstantSource clock;
    private Instant restUntil = Instant.MIN;

    public Declarations(Units units, Declared declared, InstantSource clock) {
        this.units = units;
        this.declared = declared;
        this.clock = clock;
    }

    /// Puts a list beside the one that holds.
    ///
    /// @return what [#adopt] lets take its place
    public Declared.Edition prepare(String id, List<Declaration> lines, long unusable) {
        if (lines.size() > LINES_MAX) {
            throw new Refused(
                    Refused.Kind.INVALID, "a declared list has at most 100,000 lines; cut it up");
        }
        long seen = declared.find(id).map(Declared.Summary::version).orElse(0L);
        Instant now = clock.instant();
        long edition = now.toEpochMilli();
        for (int from = 0; from == 0 || from < lines.size(); from += PART) {
            List<DeclaredLine> part = new ArrayList<>(PART);
            for (int i = from; i < Math.min(from + PART, lines.size()); i++) {
                part.add(new DeclaredLine(i + 1L, lines.get(i)));
            }
            units.writeInBulk(unit -> {
                declared.put(unit, id, edition, part, now);
                return part.size();
            });
        }
        return new Declared.Edition(edition, lines.size(), unusable, seen);
    }

    /// Lets a prepared list hold; it is compared a moment later.
    public Declared.Summary adopt(
            Unit unit, Declared.Naming naming, Declared.Edition edition, Actor actor) {
        Instant now = clock.instant();
        declared.adopt(unit, naming, edition, actor, now);
        return new Declared.Summary(
                naming.id(),
                naming.name(),
                naming.team().map(it -> new TeamName(it, it)),
                edition.lines(),
                edition.unusable(),
                now,
                actor.name(),
                Optional.empty(),
                Optional.empty(),
                edition.seen() + 1);
    }

    /// Compares what is due, in one reading of the roll; rests when that took long.
    ///
    /// @return how many lists were compared
    public synchronized int compareDue() {
        Instant began = clock.instant();
        if (began.isBefore(restUntil)) {
            return 0;
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (Declared.Due due : declared.due()) {
            comparisons.add(new Comparison(due, lines(due.id())));
        }
        if (comparisons.isEmpty()) {
            return 0;
        }
        List<Declared.Present> page = declared.present(0, PART);
        while (!page.isEmpty()) {
            for (Declared.Present one : page) {
                comparisons.forEach(it -> it.add(one));
            }
            page = declared.present(page.getLast().number(), PART);
        }
        comparisons.forEach(it -> keep(it, began));
        Instant ended = clock.instant();
        restUntil = ended.plus(Duration.between(began, ended).multipliedBy(RESTS));
        return comparisons.size();
    }

    private Map<Declaration, Long> lines(String id) {
        Map<Declaration, Long> lines = new LinkedHashMap<>();
        List<DeclaredLine> page = declared.lines(id, 0, PART);
        while (!page.isEmpty()) {
            page.forEach(it -> lines.put(it.declaration(), it.number()));
            page = declared.lines(id, page.getLast().number(), PART);
        }
        return lines;
    }

    private void keep(Comparison comparison, Instant began) {
        long pass = began.toEpochMilli();
        String id = comparison.due.id();
        List<Declared.Meaning> meanings = comparison.meanings();
        for (int from = 0; from < meanings.size(); from += PART) {
            List<Declared.Meaning> part =
                    meanings.subList(from, Math.min(from + PART, meanings.size()));
            units.writeInBulk(unit -> {
                declared.mean(unit, id, pass, part);
                return part.size();
            });
        }
        boolean _ =
                units.write(unit ->
                        declared.compared(unit, comparison.due, pass, comparison.counts(), began));
        long _ = sweep();
    }

    /// Deletes what holds no more.
    ///
    /// @return how many rows
    public long sweep() {
        long rows = 0;
        long more;
        do {
            more = units.writeInBulk(declared::sweep);
            rows += more;
        } while (more > 0);
        return rows;
    }

    /// One list on its way along the roll. Of the roll it keeps what its lines may mean, no more.
    private static final class Comparison {
        private final Declared.Due due;
        private final Map<Declaration, Long> lines;
        private final Predicate<Entry> mentioned;
        private final Map<CredentialId, Declared.Present> candidates = new HashMap<>();
        private final List<Declared.Meaning> meanings = new ArrayList<>();
        private long ours;
        private Declared.Counts counts = new Declared.Counts(0, 0, 0, 0);

        private Comparison(Declared.Due due, Map<Declaration, Long> lines) {
            this.due = due;
            this.lines = lines;
            this.mentioned = Reconciliation.mentionedIn(lines.keySet());
        }

        private void add(Declared.Present one) {
            ours += isOurs(one) ? 1 : 0;
            if (mentioned.test(one.entry())) {
                candidates.put(one.entry().credential().id(), one);
            }
        }

        private boolean isOurs(Declared.Present one) {
            return !one.entry().foreign()
                    && (due.team().isEmpty() || due.team().equals(one.owner()));
        }

        private List<Declared.Meaning> meanings() {
            Reconciliation it =
                    Reconciliation.of(
                            lines.keySet(),
                            candidates.values().stream().map(Declared.Present::entry));
            long oursKnown = 0;
            for (Reconciliation.Match match : it.known()) {
                for (CredentialId id : match.credentials()) {
                    Declared.Present one = candidates.get(id);
                    if (one != null) {
                        oursKnown += isOurs(one) ? 1 : 0;
                        add(match.declaration(), Declared.Kind.KNOWN, match.rule(), one.number());
                    }
                }
            }
            it.missing().forEach(line -> add(line, Declared.Kind.MISSING, "", 0));
            it.repeated().forEach(line -> add(line, Declared.Kind.REPEATED, "", 0));
            counts =
                    new Declared.Counts(
                            it.known().size(),
                            ours - oursKnown,
                            it.missing().size(),
                            it.repeated().size());
            return meanings;
        }

        private void add(Declaration line, Declared.Kind kind, String rule, long credential) {
            meanings.add(
                    new Declared.Meaning(lines.getOrDefault(line, 0L), kind, rule, credential));
        }

        private Declared.Counts counts() {
            return counts;
        }
    }
}
