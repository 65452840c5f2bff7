package io.muster.governance;

import io.muster.governance.PolicyDiff.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Differences of one kind: all are counted, and so many of each rule are kept that a person can
/// see what it is about.
final class Shown {
    private static final int OF_A_RULE_MAX = 100;
    private static final int MAX = 2000;

    private final List<Difference> items = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();
    private long all;

    void add(Difference difference) {
        long count = counts.merge(difference.rule(), 1L, Long::sum);
        all++;
        if (count <= OF_A_RULE_MAX && items.size() < MAX) {
            items.add(difference);
        }
    }

    long count(String rule) {
        return counts.getOrDefault(rule, 0L);
    }

    long more() {
        return all - items.size();
    }

    /// The worst first, what one rule says together.
    List<Difference> items() {
        return items.stream()
                .sorted(Comparator.comparing(Difference::severity).thenComparing(Difference::rule))
                .toList();
    }
}
