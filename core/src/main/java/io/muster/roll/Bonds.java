package io.muster.roll;

import io.muster.model.Anchor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Anchors that turned out to be one identity, each with the reason (disjoint sets).
final class Bonds {
    private record Reason(Anchor anchor, String text) {}

    private final Map<Anchor, Anchor> parents = new HashMap<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final Map<Anchor, Anchor> names = new HashMap<>();

    void join(Anchor one, Anchor other, String reason) {
        Anchor first = root(one);
        Anchor second = root(other);
        if (!first.equals(second)) {
            boolean inOrder = first.compareTo(second) < 0;
            parents.put(inOrder ? second : first, inOrder ? first : second);
            reasons.add(new Reason(other, reason));
            reasons.add(new Reason(one, reason));
        }
    }

    private Anchor root(Anchor anchor) {
        Anchor root = anchor;
        for (Anchor up = parents.get(root); up != null; up = parents.get(root)) {
            root = up;
        }
        if (!root.equals(anchor)) {
            parents.put(anchor, root);
        }
        return root;
    }

    /// Names each set by its greatest anchor in `order`; the first in the order of anchors where
    /// that does not tell.
    void nameBy(Comparator<Anchor> order) {
        Map<Anchor, Set<Anchor>> sets = new HashMap<>();
        for (Anchor anchor : List.copyOf(parents.keySet())) {
            Set<Anchor> set = sets.computeIfAbsent(root(anchor), _ -> new TreeSet<>());
            set.add(anchor);
            set.add(root(anchor));
        }
        Comparator<Anchor> reversed = Comparator.reverseOrder();
        for (Set<Anchor> set : sets.values()) {
            Anchor name = set.stream().max(order.thenComparing(reversed)).orElseThrow();
            set.forEach(it -> names.put(it, name));
        }
    }

    /// The anchor by which the identity of `anchor` is known.
    Anchor identityOf(Anchor anchor) {
        return names.getOrDefault(anchor, anchor);
    }

    /// Why `identity` has more than one anchor, a line each.
    Collection<String> evidence(Anchor identity) {
        Set<String> lines = new LinkedHashSet<>();
        for (Reason reason : reasons) {
            boolean renamed = !reason.anchor().equals(identity);
            if (renamed && identityOf(reason.anchor()).equals(identity)) {
                lines.add("also known as " + reason.anchor().name() + ": " + reason.text());
            }
        }
        return lines;
    }

    /// Every identity that has more than one anchor.
    Set<Anchor> identities() {
        return new TreeSet<>(names.values());
    }
}
