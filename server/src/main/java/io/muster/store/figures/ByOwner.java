package io.muster.store.figures;

import java.util.Map;
import java.util.TreeMap;

/// How many of how many, by the number of the team that owns them: 0 for what nobody owns.
final class ByOwner {
    private final Map<Long, Counted> counts = new TreeMap<>();

    /// How many, of how many.
    record Counted(long part, long whole) {
        static final Counted NONE = new Counted(0, 0);

        Counted and(Counted more) {
            return new Counted(part + more.part, whole + more.whole);
        }
    }

    void add(long owner, long part, long whole) {
        counts.merge(owner, new Counted(part, whole), Counted::and);
    }

    /// Those of everybody and of nobody.
    Counted all() {
        return counts.values().stream().reduce(Counted.NONE, Counted::and);
    }

    /// Those of somebody.
    Map<Long, Counted> teams() {
        Map<Long, Counted> teams = new TreeMap<>(counts);
        teams.remove(0L);
        return teams;
    }
}
