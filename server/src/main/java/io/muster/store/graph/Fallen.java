package io.muster.store.graph;

import io.muster.inventory.graph.BlastRadius.Effect;
import io.muster.inventory.graph.BlastRadius.Falling.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What has fallen so far, and why: each thing once, by the shortest way.
final class Fallen {
    /// @param n of credentials and identities; 0 for what only has a text
    record Spot(Kind kind, long n, String text) {
        static Spot of(Kind kind, long n) {
            return new Spot(kind, n, "");
        }

        static Spot named(Kind kind, String text) {
            return new Spot(kind, 0, text);
        }
    }

    /// @param from what fell before it; empty for the first
    record Reach(Optional<Spot> from, String tie, Effect effect, int depth) {}

    private final int membersMax;
    private final Map<Spot, Reach> all = new LinkedHashMap<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Set<Kind> cut = EnumSet.noneOf(Kind.class);
    private List<Spot> fresh = new ArrayList<>();

    Fallen(Spot first, Effect effect, int membersMax) {
        this.membersMax = membersMax;
        all.put(first, new Reach(Optional.empty(), "", effect, 0));
        fresh.add(first);
    }

    /// What fell since this was asked last.
    List<Spot> taken() {
        List<Spot> taken = fresh;
        fresh = new ArrayList<>();
        return taken;
    }

    /// `spot` falls with `from`, unless it has fallen already.
    void add(Spot spot, Spot from, String tie, Effect effect) {
        if (all.containsKey(spot)) {
            return;
        }
        if (room(spot.kind()) <= 0) {
            cut.add(spot.kind());
            return;
        }
        counts.merge(spot.kind(), 1, Integer::sum);
        all.put(spot, new Reach(Optional.of(from), tie, effect, reach(from).depth() + 1));
        fresh.add(spot);
    }

    boolean contains(Spot spot) {
        return all.containsKey(spot);
    }

    /// How many of a kind can still be followed.
    int room(Kind kind) {
        return membersMax - counts.getOrDefault(kind, 0);
    }

    /// There are more of `kind` than are here.
    void cut(Kind kind) {
        cut.add(kind);
    }

    void cutAll() {
        cut.addAll(EnumSet.allOf(Kind.class));
    }

    boolean isCut(Kind kind) {
        return cut.contains(kind);
    }

    Reach reach(Spot spot) {
        Reach reach = all.get(spot);
        if (reach == null) {
            throw new IllegalArgumentException("it has not fallen");
        }
        return reach;
    }

    Collection<Map.Entry<Spot, Reach>> entries() {
        return all.entrySet();
    }

    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /// What did not fall after all, because the viewer may not see it.
    void withdraw(Spot spot) {
        if (all.remove(spot) != null) {
            counts.merge(spot.kind(), -1, Integer::sum);
        }
    }

    /// From the first to `spot`, without the first.
    List<Spot> path(Spot spot) {
        List<Spot> path = new ArrayList<>();
        Optional<Spot> at = Optional.of(spot);
        while (at.isPresent() && reach(at.get()).from().isPresent()) {
            path.add(at.get());
            at = reach(at.get()).from();
        }
        return path.reversed();
    }
}
