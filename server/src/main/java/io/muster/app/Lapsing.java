package io.muster.app;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.governance.Exemption;
import io.muster.governance.Exemptions;
import io.muster.unit.Units;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Ends exceptions whose time is over, tells that others will end soon, and has judged again what
/// they cover.
record Lapsing(Exemptions exemptions, Audited audited, Units roll, InstantSource clock) {
    private static final int AT_ONCE = 100;

    /// To be called often.
    void run() {
        Instant now = clock.instant();
        for (Exemption it : exemptions.due(now, AT_ONCE)) {
            if (it.until().isAfter(now)) {
                roll.write(unit -> {
                    exemptions.remind(unit, it, now);
                    return it;
                });
            } else {
                expire(it, now);
            }
        }
        boolean more = exemptions.isSpreading();
        while (more && !Thread.currentThread().isInterrupted()) {
            more = roll.writeInBulk(unit -> exemptions.spread(unit, now));
        }
    }

    private void expire(Exemption it, Instant now) {
        Decision decision =
                Decision.of(
                        now,
                        "muster",
                        "exceptions",
                        "exception.expire",
                        "exception:" + it.id(),
                        Map.of("rule", it.rule(), "until", it.until().toString()));
        var _ =
                audited.change(
                        decision, unit -> exemptions.keep(unit, it.expired(now), "muster", now));
    }
}
