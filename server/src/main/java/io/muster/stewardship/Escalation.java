package io.muster.stewardship;

import io.muster.alerts.Alert;
import io.muster.alerts.Alert.About;
import io.muster.alerts.AlertKind;
import io.muster.alerts.Alerts;
import io.muster.model.Severity;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Tells that nobody was found in time to whom identities belong: once an hour for each team that
/// looks for owners, however many they are.
public final class Escalation {
    /// What was escalated before is not told any more, such as by a server that was not running.
    private static final Duration TOLD = Duration.ofDays(3);

    private final Units units;
    private final Orphans orphans;
    private final Alerts alerts;
    private Instant told = Instant.MIN;

    public Escalation(Units units, Orphans orphans, Alerts alerts) {
        this.units = units;
        this.orphans = orphans;
        this.alerts = alerts;
    }

    /// To be called often, by one thread: when an hour is over, what was escalated in it is told.
    public void tell(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.isAfter(told)) {
            return;
        }
        List<Orphans.Escalated> escalated = orphans.escalated(hour.minus(TOLD), hour);
        if (!escalated.isEmpty()) {
            units.write(unit -> {
                escalated.forEach(it -> alerts.raise(unit, alert(it, now)));
                return escalated;
            });
        }
        told = hour;
    }

    private static Alert alert(Orphans.Escalated it, Instant now) {
        return new Alert(
                AlertKind.ORPHANS_ESCALATED,
                Severity.HIGH,
                new About(About.Kind.ORPHANS, it.team().orElse(""), "orphans"),
                it.hour().toString(),
                it.orphans() == 1
                        ? "Nobody was found in time who owns %s".formatted(it.names().getFirst())
                        : "Nobody was found in time who owns %,d identities"
                                .formatted(it.orphans()),
                "Say whose they are, or have them decommissioned: on the page Ownership, or with"
                        + " 'muster orphans list'",
                it.names(),
                it.orphans(),
                it.team(),
                0,
                now);
    }
}
