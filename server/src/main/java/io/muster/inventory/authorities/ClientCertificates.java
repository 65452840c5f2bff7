package io.muster.inventory.authorities;

import io.muster.inventory.Viewer;
import io.muster.inventory.intake.Runs;
import io.muster.unit.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Certificates of public authorities that may authenticate clients: browsers' root programmes end
/// that, so they must move to an authority of ours.
public interface ClientCertificates {
    /// More are not listed.
    int LISTED_MAX = 100_000;

    /// Those that are in use, by their row: read from their documents, by one node in the
    /// background.
    List<Long> found();

    void keep(Unit unit, List<Long> found);

    /// Those that the viewer may see, after row `after`.
    List<Runs.Numbered<Client>> after(Viewer viewer, long after, int limit);

    /// One of them.
    record Client(
            String id,
            String title,
            String issuer,
            Optional<String> team,
            Instant notBefore,
            Instant notAfter) {}
}
