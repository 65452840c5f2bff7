package io.muster.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything about one credential that is not a list of its own.
///
/// @param fields what is in it, in the standards' names
/// @param facts what follows from looking at all credentials together
/// @param attributes what people noted
/// @param chain its issuers, nearest first, as far as they are known
/// @param sameKey how many credentials have its key, itself included
/// @param version changes with what people noted; the ETag
public record CredentialDetail(
        CredentialLine credential,
        Map<String, Object> fields,
        Map<String, Object> facts,
        Map<String, String> attributes,
        List<Link> chain,
        long sameKey,
        long version) {
    public CredentialDetail {
        chain = List.copyOf(chain);
    }

    /// An issuer.
    ///
    /// @param id empty when only its name is known
    /// @param kind public, internal or ad-hoc, where that is known
    public record Link(
            Optional<String> id, String title, Optional<Instant> notAfter, Optional<String> kind) {}
}
