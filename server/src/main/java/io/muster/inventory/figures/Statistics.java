package io.muster.inventory.figures;

import io.muster.inventory.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The roll in numbers.
public interface Statistics {

    /// @param since for what changed since the last visit
    Overview overview(Viewer viewer, Instant since);

    /// Every authority that has issued something, the busiest first, as
    /// [io.muster.inventory.authorities.Authorities] found them last.
    List<IssuerCount> issuers(Viewer viewer, int limit);

    /// How many authorities of each kind there are, and what they issued; `ad-hoc` are certificates
    /// that stand for themselves.
    List<KindCount> issuerKinds(Viewer viewer);

    /// @param id of the authority's certificate; empty when nobody has seen that
    /// @param title its name
    /// @param kind `public`, `ours`, `internal`, `ad-hoc`; empty when nobody knows
    /// @param credentials how many it has issued
    record IssuerCount(Optional<String> id, String title, String kind, long credentials) {}

    /// @param kind `public`, `ours`, `internal`, `ad-hoc`; empty when nobody knows
    record KindCount(String kind, long issuers, long credentials) {}
}
