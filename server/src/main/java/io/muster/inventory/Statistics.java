package io.muster.inventory;

import java.time.Instant;
import java.util.List;

/// The roll in numbers.
public interface Statistics {

    /// @param since for what changed since the last visit
    Overview overview(Viewer viewer, Instant since);

    /// Every authority that has issued something, the busiest first.
    List<IssuerCount> issuers(Viewer viewer, int limit);

    /// @param id of the authority's certificate
    /// @param kind who issued the authority itself: `public`, `ours`, `internal`, `ad-hoc`
    record IssuerCount(String id, String title, String kind, long credentials) {}
}
