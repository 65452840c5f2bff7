package io.muster.audit;

import io.muster.unit.Units;
import java.util.TreeMap;

/// A change and its record, so that there is never one without the other.
///
/// Where log and change share a database they share a unit. Where they do not, the decision is
/// recorded first; a change that then fails is recorded too, as `….refused`. So the log may tell of
/// a decision that a crash kept from being carried out, and never misses one that was.
///
/// @param authority where the log is kept
/// @param domain where the change is made
public record Audited(Log log, Units authority, Units domain) {

    /// Records `decision` and does `change`.
    public <T> T change(Decision decision, Units.Work<T> change) {
        if (authority.equals(domain)) {
            return domain.write(unit -> {
                log.append(unit, decision);
                return change.in(unit);
            });
        }
        authority.write(unit -> log.append(unit, decision));
        try {
            return domain.write(change);
        } catch (RuntimeException e) {
            TreeMap<String, String> detail = new TreeMap<>(decision.detail());
            detail.put("refused", String.valueOf(e.getMessage()));
            Decision refused =
                    Decision.of(
                            decision.at(),
                            decision.actor(),
                            decision.request(),
                            decision.action() + ".refused",
                            decision.subject(),
                            detail);
            authority.write(unit -> log.append(unit, refused));
            throw e;
        }
    }
}
