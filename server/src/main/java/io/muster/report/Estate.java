package io.muster.report;

import io.muster.model.Entry;
import java.time.Instant;
import java.util.List;

/// What is there now, in steps: no step holds more than a page.
public interface Estate {
    /// So many at once.
    int PAGE = 500;

    /// Credentials with their sightings, after row `after`.
    List<Held> after(long after, int limit);

    /// Hosts on which certificates of ours lie or are served, in order, after `after`.
    List<Device> devices(String after, int limit);

    /// @param number of the row
    record Held(long number, Entry entry, Labels labels) {}

    /// What people and rules say of it; empty where nobody does.
    record Labels(
            String environment,
            String criticality,
            String owner,
            boolean revoked,
            boolean superseded) {
        public static final Labels NONE = new Labels("", "", "", false, false);
    }

    /// @param certificates how many different ones
    /// @param places at how many places there
    /// @param last when one of them was seen last
    record Device(String host, long certificates, long places, Instant last) {}
}
