package io.muster.store.evidence;

import io.muster.inventory.Refused;
import io.muster.inventory.Viewer;
import io.muster.inventory.graph.Permissions;
import io.muster.store.Database;
import io.muster.store.Times;
import io.muster.store.query.Visible;
import java.time.Instant;
import java.util.List;

/// What machines may do, from a database.
public final class JdbcPermissions implements Permissions {
    private final Database roll;

    public JdbcPermissions(Database roll) {
        this.roll = roll;
    }

    @Override
    public Difference between(Viewer viewer, String identity, Instant from, Instant to) {
        return roll.read(session -> {
            long n =
                    Visible.identity(session, viewer, identity)
                            .orElseThrow(() ->
                                    new Refused(Refused.Kind.UNKNOWN, "there is no such identity"));
            List<Held> held =
                    new Grants(session)
                            .ofIdentity(n, Times.micros(from), Times.micros(to), MOST + 1);
            return new Difference(held.subList(0, Math.min(MOST, held.size())), held.size() > MOST);
        });
    }
}
