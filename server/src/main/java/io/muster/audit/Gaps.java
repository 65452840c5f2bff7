package io.muster.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which entries of a range have not come, while they come one by one and each says which it is.
final class Gaps {
    private static final int MAX = 1000;

    private final long to;
    private final List<Fault> faults;

    /// First to last missing, both included.
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    private long next;

    Gaps(long from, long to, List<Fault> faults) {
        this.to = to;
        this.faults = faults;
        this.next = from;
    }

    /// @param place where it stands
    /// @param claims which it says it is
    void stands(long place, long claims) {
        if (claims == next && next < to) {
            next++;
        } else if (claims > next && claims < to && missing.size() < MAX) {
            missing.put(next, claims - 1);
            next = claims + 1;
        } else {
            come(claims);
            found(new Fault.Misplaced(place, claims));
        }
    }

    /// What stands here instead of the next entry cannot be believed.
    void altered() {
        found(new Fault.Altered(next));
        next = Math.min(to, next + 1);
    }

    /// One of those that were missing came late: it was moved, not removed.
    private void come(long index) {
        Map.Entry<Long, Long> gap = missing.floorEntry(index);
        if (gap != null && index <= gap.getValue()) {
            missing.remove(gap.getKey());
            if (gap.getKey() < index) {
                missing.put(gap.getKey(), index - 1);
            }
            if (index < gap.getValue()) {
                missing.put(index + 1, gap.getValue());
            }
        }
    }

    /// No more entries come.
    ///
    /// @param ended whether the end was said
    void close(boolean ended) {
        missing.forEach((first, last) -> found(new Fault.Removed(first, last)));
        if (next < to || !ended) {
            found(new Fault.Incomplete(next, to));
        }
    }

    private void found(Fault fault) {
        if (faults.size() < MAX) {
            faults.add(fault);
        }
    }
}
