package io.muster.discovery.content;

import java.util.ArrayList;
import java.util.List;

/// Stretches of the text that are understood: what is found there by other means is not said again.
final class Covered {
    private record Stretch(int from, int to) {}

    private final List<Stretch> stretches = new ArrayList<>();

    void add(int from, int to) {
        stretches.add(new Stretch(from, to));
    }

    boolean overlaps(long from, long to) {
        for (Stretch each : stretches) {
            if (each.from < to && from < each.to) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        stretches.clear();
    }
}
