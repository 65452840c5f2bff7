package io.muster.app;

import io.muster.api.Api;
import io.muster.audit.Archive;
import io.muster.audit.Sealing;
import io.muster.config.ServerSettings;
import io.muster.evidence.Access;
import io.muster.http.Route;
import io.muster.store.evidence.JdbcTelling;
import java.util.ArrayList;
import java.util.List;

/// What can be shown afterwards, wired: the audit log, and who could have used an identity.
final class AuditEvidence {
    private AuditEvidence() {}

    static List<Route> routes(
            Inventory.Ground ground, Archive log, Sealing sealing, ServerSettings settings) {
        Access access =
                new Access(
                        new JdbcTelling(ground.databases().roll()), log, settings.keeping().gone());
        List<Route> routes = new ArrayList<>(Api.audit(log, sealing));
        routes.addAll(Api.evidence(access, ground.clock()));
        return routes;
    }
}
