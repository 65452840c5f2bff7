package io.muster.inventory;

import io.muster.model.Anchor;
import io.muster.model.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything about one thing that is not a list of its own.
public interface Dossiers {

    /// @param id 64 hexadecimal digits
    Optional<OfCredential> credential(Viewer viewer, String id);

    /// @param id 32 hexadecimal digits; of one that was merged into another, that other
    Optional<OfIdentity> identity(Viewer viewer, String id);

    /// @param fields what is in it, in the standards' names
    /// @param facts what follows from looking at all credentials together
    /// @param attributes what people noted
    /// @param chain its issuers as far as they are known, nearest first
    /// @param sameKey how many credentials have its key, itself among them
    /// @param version changes with what people note
    record OfCredential(
            CredentialSummary credential,
            Map<String, Object> fields,
            Facts facts,
            Map<String, String> attributes,
            List<Issuer> chain,
            long sameKey,
            long version) {
        public OfCredential {
            chain = List.copyOf(chain);
        }
    }

    /// @param notAfter the end of its validity; empty when it has none
    record Issuer(CredentialName name, Optional<Instant> notAfter, Optional<String> kind) {}

    /// @param anchors what means this identity now
    record OfIdentity(
            IdentitySummary identity,
            List<String> aliases,
            Map<String, String> attributes,
            List<Bound> anchors) {
        public OfIdentity {
            aliases = List.copyOf(aliases);
            anchors = List.copyOf(anchors);
        }
    }

    /// An anchor that means an identity.
    ///
    /// @param place the beginning of the places to which that is limited; empty for all
    /// @param by who decided it
    record Bound(
            Anchor.Kind kind,
            String realm,
            String name,
            Optional<String> place,
            Instant since,
            String by,
            String reason) {}
}
