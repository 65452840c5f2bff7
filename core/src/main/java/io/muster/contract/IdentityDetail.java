package io.muster.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An identity with what names it.
public record IdentityDetail(IdentityLine identity, List<Bound> anchors) {
    public IdentityDetail {
        anchors = List.copyOf(anchors);
    }

    /// An anchor that is bound to it.
    ///
    /// @param place the places, by their beginning, to which this is limited; empty for all
    /// @param by who decided it
    public record Bound(
            String kind,
            String realm,
            String name,
            Optional<String> place,
            Instant since,
            String by,
            String reason) {}
}
