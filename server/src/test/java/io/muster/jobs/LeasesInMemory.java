package io.muster.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Leases of nodes that live in one process.
public final class LeasesInMemory implements Leases {
    private final Map<String, Held> held = new HashMap<>();

    private record Held(String holder, Instant until) {}

    @Override
    public synchronized boolean hold(String name, String holder, Instant now, Duration length) {
        Held one = held.get(name);
        if (one != null && !one.holder().equals(holder) && !one.until().isBefore(now)) {
            return false;
        }
        held.put(name, new Held(holder, now.plus(length)));
        return true;
    }

    @Override
    public synchronized void release(String name, String holder) {
        held.computeIfPresent(name, (_, it) -> it.holder().equals(holder) ? null : it);
    }
}
