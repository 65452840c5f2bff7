package io.muster.inventory.search;

import io.muster.inventory.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing with all that is known of it. What can be long (its sightings, findings, credentials)
/// is asked of [Search].
public interface Details {

    /// Empty when there is none with this id, or the viewer may not see it.
    Optional<OfCredential> credential(Viewer viewer, String id);

    /// Empty when there is none with this id, or the viewer may not see it.
    Optional<OfIdentity> identity(Viewer viewer, String id);

    /// @param document one JSON object of `io.muster.wire`: the credential's own fields and facts
    /// @param chain its issuers, the nearest first, as far as they are known
    /// @param sameKey how many credentials have its key, itself among them; 0 when it has none
    record OfCredential(
            CredentialSummary summary,
            String document,
            Map<String, String> attributes,
            List<Issuer> chain,
            long sameKey,
            long version) {
        public OfCredential {
            attributes = Map.copyOf(attributes);
            chain = List.copyOf(chain);
        }
    }

    /// @param kind `public`, `ours`, `internal`, `ad-hoc`, as its own issuer was told; may be empty
    record Issuer(String id, String title, Optional<Instant> notAfter, String kind) {}

    /// @param series what is left of short-lived credentials, the longest series first, at most 100
    /// @param mergedInto the id of the identity that it is a part of now
    record OfIdentity(
            IdentitySummary summary,
            List<String> aliases,
            List<BoundAnchor> anchors,
            List<RollingSeries> series,
            Map<String, String> attributes,
            Optional<String> mergedInto) {
        public OfIdentity {
            aliases = List.copyOf(aliases);
            anchors = List.copyOf(anchors);
            series = List.copyOf(series);
            attributes = Map.copyOf(attributes);
        }
    }

    /// An anchor that means this identity.
    ///
    /// @param place the beginning of the places at which it does; empty for everywhere
    /// @param by who said so
    record BoundAnchor(
            String kind,
            String realm,
            String name,
            String place,
            Instant since,
            String by,
            String reason) {}

    /// Credentials that lived less than a day and were followed by others at one place, from one
    /// issuer. The newest is a credential of the identity; the others are counted here.
    ///
    /// @param earlier how many there were before those that are listed
    /// @param first when the first began
    /// @param last when the last of the earlier ones ended
    /// @param typicalSeconds how long they lived, on average
    record RollingSeries(
            String issuer,
            String place,
            long earlier,
            Instant first,
            Instant last,
            long typicalSeconds) {}
}
