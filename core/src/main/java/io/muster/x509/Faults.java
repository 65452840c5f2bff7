package io.muster.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Collects faults while something is decoded; the number is bounded.
final class Faults {
    private static final int MAX_COUNT = 64;

    private List<Fault> faults = List.of();

    void add(Fault.Kind kind, String detail) {
        if (faults.isEmpty()) {
            faults = new ArrayList<>(2);
        }
        if (faults.size() < MAX_COUNT) {
            faults.add(new Fault(kind, detail));
        }
    }

    void addAll(Set<Deviation> deviations) {
        for (Deviation deviation : deviations) {
            add(Fault.Kind.NON_DER, deviation.toString());
        }
    }

    List<Fault> toList() {
        return List.copyOf(faults);
    }
}
