package io.muster.access;

import io.muster.audit.Decision;
import io.muster.audit.Log;
import io.muster.unit.Units;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// How access is changed: each change in one unit with its entry in the audit log, so that there is
/// never one without the other.
public record Recording(Units units, Log log, InstantSource clock) {

    /// Does `change` and records it.
    ///
    /// @param by who, and with which request
    /// @param action what it is, as noun and verb
    /// @param subject of what
    /// @param detail what else the record tells; never a code
    <T> T change(
            Deed by,
            String action,
            String subject,
            Map<String, String> detail,
            Units.Work<T> change) {
        Decision decision = Decision.of(now(), by.actor(), by.request(), action, subject, detail);
        return units.write(unit -> {
            log.append(unit, decision);
            return change.in(unit);
        });
    }

    public Instant now() {
        return clock.instant();
    }

    /// Who does something.
    ///
    /// @param actor as [io.muster.http.Caller#actor]
    /// @param request the id of the request; empty when it is none
    public record Deed(String actor, String request) {}
}
