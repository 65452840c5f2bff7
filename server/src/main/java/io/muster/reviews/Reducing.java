package io.muster.reviews;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.inventory.Actor;
import io.muster.inventory.Refused;
import io.muster.model.Severity;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows rights that are to be taken away: sees when they are gone, and reminds until then.
public record Reducing(
        Units units, Reductions reductions, Alerts alerts, Audited audited, InstantSource clock) {
    private static final int AT_ONCE = 50;
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Actor MUSTER = new Actor("muster", "reductions");

    /// Looks at some.
    ///
    /// @return whether there may be more
    public boolean look() {
        Instant now = clock.instant();
        List<Reduction> some = reductions.toLook(now, AT_ONCE);
        for (Reduction it : some) {
            Optional<Rights> smaller = reductions.rights(it, now).filter(Rights::isSmaller);
            if (smaller.isPresent()) {
                done(it, smaller.get().words(), now);
            } else {
                boolean _ =
                        units.writeInBulk(unit -> {
                            reductions.looked(unit, it, now.plus(AGAIN));
                            return true;
                        });
            }
        }
        return some.size() == AT_ONCE;
    }

    private void done(Reduction it, String note, Instant now) {
        Decision decision =
                Decision.of(
                        now,
                        MUSTER.name(),
                        MUSTER.requestId(),
                        "reduction.done",
                        it.entity().kind() + ":" + it.entity().id(),
                        Map.of(
                                "review", it.review(),
                                "confirmed", Reduction.Confirmed.SCAN.toString(),
                                "note", note));
        try {
            Reduction _ =
                    audited.change(
                            decision,
                            unit ->
                                    reductions.done(
                                            unit, it, Reduction.Confirmed.SCAN, note, MUSTER, now));
        } catch (Refused e) {
            // Somebody was faster.
            if (e.kind() != Refused.Kind.STALE) {
                throw e;
            }
        }
    }

    /// Reminds teams of what is to be done; after its time, the team above.
    public void remind() {
        Instant now = clock.instant();
        for (Reductions.Waiting it : reductions.waiting()) {
            Reminder reminder = Reminder.at(it.since(), it.due(), now);
            if (!it.told().equals(reminder.label())) {
                boolean _ =
                        units.write(unit -> {
                            reductions.told(unit, it, reminder.label());
                            return alerts.raise(unit, alert(it, reminder, now));
                        });
            }
        }
    }

    private static Alert alert(Reductions.Waiting it, Reminder reminder, Instant now) {
        String day = it.due().toString().substring(0, "2026-11-22".length());
        return new Alert(
                reminder.overdue() ? AlertKind.REVIEW_OVERDUE : AlertKind.REVIEW_DUE,
                reminder.overdue() ? Severity.HIGH : Severity.MEDIUM,
                new About(
                        About.Kind.REVIEW,
                        it.review() + "/" + it.team().orElse("") + "/reduce",
                        it.reviewName()),
                reminder.label(),
                "The review '%s' decided that rights be taken away by %s; that is not done for %,d"
                        .formatted(it.reviewName(), day, it.open()),
                "Take them away where they are given: the next scan sees it. Else say what was done, on"
                        + " the page Reviews or with 'muster review reductions'.",
                List.of(),
                0,
                reminder.overdue() ? it.parent().or(it::team) : it.team(),
                0,
                now);
    }
}
