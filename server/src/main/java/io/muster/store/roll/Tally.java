package io.muster.store.roll;

import io.muster.model.Entry;
import io.muster.store.Session;
import io.muster.store.Times;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// How much the kept figures change in one unit. Written in order of name, so that two units never
/// wait for each other in a circle.
///
/// Names: `credentials`, `foreign`, `type:T`, `strength:S`, `algorithm:A`, `issuer:K` and
/// `expires:DAY:WORST` (days since 1970, severity as a number) for what is ours; `identities`,
/// `kind:K`; `places`; `finding:SEVERITY`, `rule:ID` for open findings.
public final class Tally {
    public static final long DAY_MICROS = 86_400_000_000L;

    private final Map<String, Long> changes = new TreeMap<>();

    public void add(String name, long change) {
        changes.merge(name, change, Long::sum);
    }

    /// Counts a credential that was not there before.
    public void credential(Entry entry, long notAfter, String issuerKind) {
        add("credentials", 1);
        if (entry.foreign()) {
            add("foreign", 1);
            return;
        }
        add("type:" + entry.credential().type(), 1);
        entry.credential()
                .algorithm()
                .ifPresent(it -> {
                    add("strength:" + it.strength(), 1);
                    add("algorithm:" + it.label(), 1);
                });
        issuer(issuerKind, 1);
        expires(notAfter, 0, 1);
    }

    /// Counts a certificate by the kind of its issuer, where that is known.
    public void issuer(String kind, long change) {
        if (!kind.isEmpty()) {
            add("issuer:" + kind, change);
        }
    }

    /// Counts what ends on a day, by its worst open finding.
    public void expires(long notAfter, long worst, long change) {
        if (notAfter != Times.NEVER) {
            add("expires:" + Math.floorDiv(notAfter, DAY_MICROS) + ":" + worst, change);
        }
    }

    public void write(Session session) throws SQLException {
        for (Map.Entry<String, Long> change : changes.entrySet()) {
            if (change.getValue() != 0) {
                session.update(
                        """
                        INSERT INTO counter (name, value) VALUES (?, ?)
                        ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value
                        """,
                        change.getKey(),
                        change.getValue());
            }
        }
        changes.clear();
    }
}
