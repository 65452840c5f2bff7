package io.muster.audit;

import io.muster.merkle.Checkpoint;
import io.muster.merkle.SignedNote;
import io.muster.merkle.Tile;
import io.muster.model.Malformed;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// For how long the log keeps what its entries say.
///
/// What is older becomes a hash: the tree, its checkpoints and every proof stay as they are, and
/// nobody can read any more who decided what. That this happens is itself a decision, recorded
/// first: a log whose beginning is hashes holds only as far as an entry of its own says so.
///
/// Whole tiles of 256 entries go, signed for and taken by every follower.
///
/// @param period empty: for ever
/// @param followers names of those who must have taken what goes
public record Keeping(
        Archive archive,
        Positions positions,
        Units units,
        Optional<Duration> period,
        List<String> followers,
        InstantSource clock) {
    /// What the entry that announces it is called.
    public static final String ACTION = "audit.forget";

    static final String BEFORE = "before";
    private static final String SUBJECT = "audit";
    private static final String ACTOR = "system";

    /// Where it stands how far entries were announced; no channel can have such a name.
    private static final String ANNOUNCED = "audit:announced";

    private static final int AT_ONCE = 1000;

    public Keeping {
        followers = List.copyOf(followers);
    }

    /// Forgets some of what is too old.
    ///
    /// @return how many entries became hashes; as long as that is not 0 there may be more
    public int forget() {
        if (period.isEmpty()) {
            return 0;
        }
        long kept = archive.firstKept();
        long announced = positions.of(ANNOUNCED);
        if (kept < announced) {
            return units.write(unit -> archive.forget(unit, Math.min(announced, kept + AT_ONCE)));
        }
        long end = end(period.get());
        if (end <= kept) {
            return 0;
        }
        announce(end, period.get());
        return forget();
    }

    /// Behind the last whole tile of entries that nobody needs.
    private long end(Duration age) {
        Instant limit = clock.instant().minus(age);
        long end = Math.min(archive.firstSince(limit), signedSize());
        for (String it : followers) {
            end = Math.min(end, positions.of(it));
        }
        return end - end % Tile.FULL;
    }

    private long signedSize() {
        try {
            Optional<SignedNote> newest = archive.newest();
            return newest.isEmpty() ? 0 : Checkpoint.parse(newest.get().text()).size();
        } catch (Malformed _) {
            return 0;
        }
    }

    private void announce(long before, Duration age) {
        Decision decision =
                Decision.of(
                        clock.instant(),
                        ACTOR,
                        "",
                        ACTION,
                        SUBJECT,
                        Map.of(
                                BEFORE,
                                String.valueOf(before),
                                "days",
                                String.valueOf(age.toDays())));
        Entry _ =
                units.write(unit -> {
                    positions.keep(unit, ANNOUNCED, before);
                    return archive.append(unit, decision);
                });
    }

    /// How far `decision` lets the beginning of a log be hashes; 0 when it is about something else.
    static long before(Decision decision) {
        String before = decision.detail().getOrDefault(BEFORE, "");
        return decision.action().equals(ACTION)
                        && decision.subject().equals(SUBJECT)
                        && decision.actor().equals(ACTOR)
                        && before.matches("[0-9]{1,18}")
                ? Long.parseLong(before)
                : 0;
    }
}
