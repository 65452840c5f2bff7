package io.muster.retirement;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Flags what is unused, and goes the steps that follow by themselves.
public final class Retiring {
    private static final int AT_ONCE = 50;
    private static final Actor MUSTER = new Actor("muster", "retirement");

    private final Units units;
    private final Retirements retirements;
    private final Audited audited;
    private final InstantSource clock;
    private long position;

    public Retiring(Units units, Retirements retirements, Audited audited, InstantSource clock) {
        this.units = units;
        this.retirements = retirements;
        this.audited = audited;
        this.clock = clock;
    }

    /// Flags some of what is unused; begins anew after the last.
    ///
    /// @return whether there is more
    public boolean flag() {
        Instant now = clock.instant();
        long after = position;
        position = units.writeInBulk(unit -> retirements.flag(unit, after, now));
        return position > 0;
    }

    /// Looks at some.
    ///
    /// @return whether there may be more
    public boolean look() {
        Instant now = clock.instant();
        List<Retirement> due = retirements.due(now, AT_ONCE);
        for (Retirement it : due) {
            Optional<Move> move = Move.of(it, retirements.seen(it), now);
            if (move.isPresent()) {
                go(it, move.get(), now);
            } else {
                units.writeInBulk(unit -> {
                    retirements.looked(unit, it, again(it, now));
                    return it;
                });
            }
        }
        return due.size() == AT_ONCE;
    }

    private void go(Retirement it, Move move, Instant now) {
        Decision decision =
                Decision.of(
                        now,
                        MUSTER.name(),
                        MUSTER.requestId(),
                        "retirement." + move.to(),
                        it.entity().kind() + ":" + it.entity().id(),
                        Map.of(
                                "from", it.state().toString(),
                                "note", move.note(),
                                "confirmed", move.confirmed().map(Object::toString).orElse("")));
        try {
            Retirement _ =
                    audited.change(decision, unit -> retirements.move(unit, it, move, MUSTER, now));
        } catch (Refused e) {
            // Somebody was faster; it is looked at again.
            if (e.kind() != Refused.Kind.STALE) {
                throw e;
            }
        }
    }

    /// Tasks often, so that what was done is seen soon; what waits for a clock seldom.
    private static Instant again(Retirement it, Instant now) {
        Duration rest = it.state().isTask() ? Duration.ofMinutes(1) : Duration.ofHours(6);
        Instant again = now.plus(rest);
        return it.due().filter(again::isAfter).filter(now::isBefore).orElse(again);
    }
}
