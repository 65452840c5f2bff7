package io.muster.discovery.content;

import java.util.ArrayList;
import java.util.Comparator;
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

    /// Is there nothing beside what is understood? True of most files of certificates and keys.
    boolean leavesOnlyBlanks(Text text) {
        if (stretches.isEmpty()) {
            return false;
        }
        stretches.sort(Comparator.comparingInt(Stretch::from));
        int at = 0;
        for (Stretch each : stretches) {
            if (!blank(text, at, each.from)) {
                return false;
            }
            at = Math.max(at, each.to);
        }
        return blank(text, at, text.length());
    }

    private static boolean blank(Text text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.bytes()[i] > ' ' || text.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        stretches.clear();
    }
}
