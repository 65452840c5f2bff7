package io.muster.store.graph;

import io.muster.inventory.graph.BlastRadius.Cause;
import io.muster.inventory.graph.BlastRadius.Effect;
import io.muster.inventory.graph.BlastRadius.Extent;
import io.muster.inventory.graph.BlastRadius.Falling;
import io.muster.inventory.graph.BlastRadius.Falling.Kind;
import io.muster.inventory.graph.BlastRadius.Hit;
import io.muster.inventory.graph.BlastRadius.HitCredentials;
import io.muster.inventory.graph.BlastRadius.HitTeam;
import io.muster.inventory.graph.BlastRadius.Radius;
import io.muster.inventory.graph.BlastRadius.TeamHits;
import io.muster.model.Severity;
import io.muster.store.Dialect;
import io.muster.store.Session;
import io.muster.store.Severities;
import io.muster.store.graph.Fallen.Reach;
import io.muster.store.graph.Fallen.Spot;
import io.muster.store.graph.FallenSeen.CredentialHit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A fall in words and numbers: what an authority issued is counted whole, whatever of it was
/// followed.
final class FallReport {
    private static final List<String> CRITICALITIES = List.of("critical", "high", "medium", "low");

    private final Session session;
    private final Fall fall;
    private final Spot first;
    private final Map<String, Long> byEffect = new TreeMap<>();
    private final Map<String, Long> byType = new TreeMap<>();
    private final Map<String, Long> byCriticality = new TreeMap<>();
    private final Map<Long, Long> byOwner = new TreeMap<>();
    private final List<Long> depths = new ArrayList<>();
    private final Map<Spot, Name> names = new HashMap<>();

    FallReport(Session session, Fall fall, Spot first) {
        this.session = session;
        this.fall = fall;
        this.first = first;
    }

    private record Name(
            Falling thing,
            String title,
            String type,
            long owner,
            String criticality,
            Optional<Severity> worst) {}

    Radius of(int items) throws SQLException {
        long credentials = count();
        Map<String, Extent> totals = new LinkedHashMap<>();
        boolean less = fall.isIssuedCut();
        Fallen fallen = fall.fallen();
        totals.put("credential", new Extent(credentials, fallen.isCut(Kind.CREDENTIAL)));
        for (Kind kind : List.of(Kind.IDENTITY, Kind.HOST, Kind.PLACE, Kind.RESOURCE)) {
            totals.put(
                    kind.toString(),
                    new Extent(
                            fallen.count(kind),
                            fallen.isCut(kind) || (less && kind != Kind.RESOURCE)));
        }
        List<Spot> shown = shown(items);
        Set<Spot> named = new LinkedHashSet<>(shown);
        named.add(first);
        shown.forEach(it -> named.addAll(fallen.path(it)));
        name(named);
        Map<Long, HitTeam> teams = teams();
        List<Hit> hits =
                shown.stream().filter(names::containsKey).map(it -> hit(it, teams)).toList();
        long all = depths.stream().mapToLong(it -> it).sum();
        return new Radius(
                hit(first, teams),
                totals,
                new HitCredentials(byEffect, byType, byCriticality, byTeam(teams)),
                depths,
                hits,
                all > hits.size());
    }

    /// Each credential once: by its authority where that fell too, else by itself.
    private long count() {
        for (IssuedCounts.Counted it : fall.issued().all()) {
            add(Effect.UNTRUSTED, it.type(), it.criticality(), it.owner(), it.depth(), it.count());
        }
        for (Map.Entry<Spot, Reach> it : fall.fallen().entries()) {
            Spot spot = it.getKey();
            Reach reach = it.getValue();
            CredentialHit row =
                    spot.kind() == Kind.CREDENTIAL ? fall.credentials().get(spot.n()) : null;
            if (spot.equals(first)) {
                if (row != null && fall.isOfFallenAuthority(row)) {
                    int depth = 1;
                    add(Effect.UNTRUSTED, row.type(), row.criticality(), row.owner(), depth, -1);
                }
            } else if (row == null) {
                depth(reach.depth(), 1);
            } else if (!fall.isOfFallenAuthority(row)) {
                add(reach.effect(), row.type(), row.criticality(), row.owner(), reach.depth(), 1);
            } else if (reach.effect() == Effect.EXPOSED) {
                byEffect.merge(Effect.UNTRUSTED.toString(), -1L, Long::sum);
                byEffect.merge(Effect.EXPOSED.toString(), 1L, Long::sum);
            }
        }
        List.of(byEffect, byType, byCriticality)
                .forEach(it -> it.values().removeIf(count -> count == 0));
        byOwner.values().removeIf(count -> count == 0);
        return byType.values().stream().mapToLong(it -> it).sum();
    }

    private void add(
            Effect effect, String type, String criticality, long owner, int depth, long count) {
        byEffect.merge(effect.toString(), count, Long::sum);
        byType.merge(type, count, Long::sum);
        byCriticality.merge(criticality, count, Long::sum);
        byOwner.merge(owner, count, Long::sum);
        depth(depth, count);
    }

    private void depth(int depth, long count) {
        while (depths.size() < depth) {
            depths.add(0L);
        }
        depths.set(depth - 1, depths.get(depth - 1) + count);
    }

    /// The nearest first, of those the most critical, then the worst. Each step has its share, so
    /// that a step of very many does not hide what comes after it.
    private List<Spot> shown(int items) {
        List<Map.Entry<Spot, Reach>> sorted =
                fall.fallen().entries().stream()
                        .filter(it -> !it.getKey().equals(first))
                        .sorted(
                                Comparator.<Map.Entry<Spot, Reach>>comparingInt(
                                                it -> it.getValue().depth())
                                        .thenComparingInt(it -> criticality(it.getKey()))
                                        .thenComparingLong(it -> -worst(it.getKey())))
                        .toList();
        int share = Math.max(1, items / Math.max(1, depths.size()));
        Map<Integer, Integer> ofDepth = new HashMap<>();
        Set<Spot> chosen = new LinkedHashSet<>();
        for (Map.Entry<Spot, Reach> it : sorted) {
            if (ofDepth.merge(it.getValue().depth(), 1, Integer::sum) <= share) {
                chosen.add(it.getKey());
            }
        }
        for (Map.Entry<Spot, Reach> it : sorted) {
            if (chosen.size() < items) {
                chosen.add(it.getKey());
            }
        }
        return sorted.stream().map(Map.Entry::getKey).filter(chosen::contains).toList();
    }

    private int criticality(Spot spot) {
        CredentialHit row = fall.credentials().get(spot.n());
        int at =
                spot.kind() == Kind.CREDENTIAL && row != null
                        ? CRITICALITIES.indexOf(row.criticality())
                        : -1;
        return at < 0 ? CRITICALITIES.size() : at;
    }

    private long worst(Spot spot) {
        CredentialHit row = fall.credentials().get(spot.n());
        return spot.kind() == Kind.CREDENTIAL && row != null ? row.worst() : 0;
    }

    private void name(Set<Spot> spots) throws SQLException {
        for (Spot spot : spots) {
            if (spot.n() == 0) {
                names.put(
                        spot,
                        new Name(
                                new Falling(spot.kind(), spot.text()),
                                spot.text(),
                                "",
                                0,
                                "",
                                Optional.empty()));
            }
        }
        name(spots, Kind.CREDENTIAL, "q.title, q.type");
        name(spots, Kind.IDENTITY, "q.name, q.kind");
    }

    private void name(Set<Spot> spots, Kind kind, String columns) throws SQLException {
        List<Long> numbers = spots.stream().filter(it -> it.kind() == kind).map(Spot::n).toList();
        session.each(
                "SELECT q.n, q.id, %s, q.owner_n, q.criticality, q.worst FROM %s q WHERE %s"
                        .formatted(columns, kind, session.dialect().isOneOf("q.n")),
                row ->
                        names.put(
                                Spot.of(kind, row.number(1)),
                                new Name(
                                        new Falling(kind, row.hex(2)),
                                        row.text(3),
                                        row.text(4),
                                        row.number(5),
                                        row.text(6),
                                        Severities.of(row.number(7)))),
                new Dialect.Numbers(numbers));
    }

    private Map<Long, HitTeam> teams() throws SQLException {
        Map<Long, HitTeam> teams = new HashMap<>();
        session.each(
                "SELECT n, id, name FROM team",
                row -> teams.put(row.number(1), new HitTeam(row.text(2), row.text(3))));
        return teams;
    }

    private List<TeamHits> byTeam(Map<Long, HitTeam> teams) {
        return byOwner.entrySet().stream()
                .map(it -> new TeamHits(Optional.ofNullable(teams.get(it.getKey())), it.getValue()))
                .sorted(Comparator.comparingLong(TeamHits::count).reversed())
                .toList();
    }

    private Hit hit(Spot spot, Map<Long, HitTeam> teams) {
        Name name = named(spot);
        Reach reach = fall.fallen().reach(spot);
        List<Cause> path =
                fall.fallen().path(spot).stream()
                        .map(it ->
                                new Cause(
                                        fall.fallen().reach(it).tie(),
                                        named(it).thing(),
                                        named(it).title()))
                        .toList();
        return new Hit(
                name.thing(),
                name.title(),
                name.type(),
                reach.effect().toString(),
                reach.depth(),
                Optional.ofNullable(teams.get(name.owner())),
                name.criticality(),
                name.worst(),
                path);
    }

    private Name named(Spot spot) {
        Name name = names.get(spot);
        return name != null
                ? name
                : new Name(
                        new Falling(spot.kind(), ""),
                        "removed meanwhile",
                        "",
                        0,
                        "",
                        Optional.empty());
    }
}
