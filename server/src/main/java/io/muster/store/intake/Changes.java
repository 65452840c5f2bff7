package io.muster.store.intake;

import io.muster.model.Entry;
import io.muster.model.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// What changed, for a line of history.
final class Changes {
    private static final int FACTS_MAX = 50;

    private Changes() {}

    static Facts between(Entry before, Entry after) {
        Facts changes = between(before.facts(), after.facts());
        if (before.foreign() && !after.foreign()) {
            changes = changes.with("ours", true);
        }
        List<String> anchors = new ArrayList<>();
        after.identities().stream()
                .filter(it -> !before.identities().contains(it))
                .forEach(it -> anchors.add(it.anchor().name()));
        return anchors.isEmpty() ? changes : changes.with("identities", anchors);
    }

    /// Each fact that differs, as it is now and, under `was.`, as it was.
    static Facts between(Facts before, Facts after) {
        TreeSet<String> names = new TreeSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        TreeMap<String, Object> changes = new TreeMap<>();
        names.stream()
                .filter(it -> !Objects.equals(before.values().get(it), after.values().get(it)))
                .limit(FACTS_MAX)
                .forEach(it -> {
                    before.text(it).ifPresent(was -> changes.put("was." + it, was));
                    after.text(it).ifPresent(is -> changes.put(it, is));
                });
        return new Facts(changes);
    }
}
