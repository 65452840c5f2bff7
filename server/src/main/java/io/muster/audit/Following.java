package io.muster.audit;

import io.muster.model.Malformed;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tells followers of every entry at least once, in order, from the first on.
///
/// How far each was told is kept after it has taken it: whatever breaks in between, the next try or
/// the next process begins with what may be missing. One that takes nothing is asked again after
/// two seconds, then after four, until after five minutes, and holds nobody else up.
///
/// One thread follows; any may ask how that goes.
public final class Following {
    private static final int AT_ONCE = 200;
    private static final Duration FIRST_REST = Duration.ofSeconds(2);
    private static final Duration REST_MAX = Duration.ofMinutes(5);

    private final Archive archive;
    private final Positions positions;
    private final Units units;
    private final List<Follower> followers;
    private final InstantSource clock;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    /// @param units where the positions are kept
    public Following(
            Archive archive,
            Positions positions,
            Units units,
            List<Follower> followers,
            InstantSource clock) {
        this.archive = archive;
        this.positions = positions;
        this.units = units;
        this.followers = List.copyOf(followers);
        this.clock = clock;
    }

    private record Refusal(String reason, Duration rest, Instant again) {}

    /// Hands some entries to each follower that lacks any.
    ///
    /// @return how many were taken; as long as that is not 0 there may be more
    public int follow() {
        if (followers.isEmpty()) {
            return 0;
        }
        long size = archive.head().size();
        int taken = 0;
        for (Follower follower : followers) {
            taken += tell(follower, size);
        }
        return taken;
    }

    private int tell(Follower follower, long size) {
        Optional<Refusal> before = Optional.ofNullable(refusals.get(follower.name()));
        // To whom is new nobody can tell what was forgotten.
        long from = Math.max(positions.of(follower.name()), archive.firstKept());
        if (from >= size || before.filter(it -> clock.instant().isBefore(it.again())).isPresent()) {
            return 0;
        }
        try {
            List<Entry> entries = entries(from, Math.min(size, from + AT_ONCE));
            follower.take(entries);
            long next = entries.getLast().index() + 1;
            units.write(unit -> {
                positions.keep(unit, follower.name(), next);
                return next;
            });
            refusals.remove(follower.name());
            return entries.size();
        } catch (Follower.Untaken e) {
            refused(follower, before, e.reason());
        } catch (Malformed e) {
            refused(follower, before, "the audit log is damaged; muster audit verify tells where");
        }
        return 0;
    }

    private void refused(Follower follower, Optional<Refusal> before, String reason) {
        Duration rest =
                before.map(it -> it.rest().multipliedBy(2))
                        .map(it -> it.compareTo(REST_MAX) > 0 ? REST_MAX : it)
                        .orElse(FIRST_REST);
        refusals.put(follower.name(), new Refusal(reason, rest, clock.instant().plus(rest)));
    }

    private List<Entry> entries(long from, long to) throws Malformed {
        List<Verification.Kept> kept = new ArrayList<>();
        archive.each(from, to, kept::add);
        List<Entry> entries = new ArrayList<>();
        for (Verification.Kept it : kept) {
            entries.add(Entry.decode(it.encoded()));
        }
        if (entries.isEmpty()) {
            throw new Malformed("entries are missing");
        }
        return entries;
    }

    /// How many entries the follower that lacks most has not taken.
    public long behind() {
        if (followers.isEmpty()) {
            return 0;
        }
        long size = archive.head().size();
        return followers.stream().mapToLong(it -> size - positions.of(it.name())).max().orElse(0);
    }

    /// Which followers take nothing, and why; empty when all is well.
    public Optional<String> trouble() {
        List<String> troubles = new ArrayList<>();
        for (Follower it : followers) {
            Optional.ofNullable(refusals.get(it.name()))
                    .ifPresent(refusal ->
                            troubles.add("%s: %s".formatted(it.name(), refusal.reason())));
        }
        return troubles.isEmpty()
                ? Optional.empty()
                : Optional.of("the audit log is not taken by " + String.join("; ", troubles));
    }
}
