package io.muster.api;

import io.muster.audit.Audited;
import io.muster.audit.Decision;
import io.muster.http.Request;
import io.muster.inventory.Actor;
import io.muster.unit.Units;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// How the API changes things: every change with its record in the audit log.
record Writing(Audited audited, InstantSource clock) {

    /// Does `change`, which `request` asked for.
    ///
    /// @param action what it is, as noun and verb
    /// @param detail what else the record should tell; never a secret
    <T> T change(
            Request request,
            String action,
            String subject,
            Map<String, String> detail,
            Units.Work<T> change) {
        Decision decision =
                Decision.of(
                        clock.instant(),
                        request.caller().actor(),
                        request.id(),
                        action,
                        subject,
                        detail);
        return audited.change(decision, change);
    }

    static Actor actor(Request request) {
        return new Actor(request.caller().actor(), request.id());
    }

    Instant now() {
        return clock.instant();
    }
}
