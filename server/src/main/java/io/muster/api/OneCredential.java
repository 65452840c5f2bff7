package io.muster.api;

import io.muster.export.Fields;
import io.muster.inventory.CredentialName;
import io.muster.inventory.credentials.Dossier;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.Details;
import io.muster.model.Entry;
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
/// @param sameKey how many credentials have its key, itself among them
/// @param version changes with what people note; the ETag
record OneCredential(
        CredentialSummary credential,
        Map<String, Object> fields,
        Map<String, Object> facts,
        Map<String, String> attributes,
        List<Issuer> chain,
        long sameKey,
        long version) {

    /// @param kind who issued the issuer: public, ours, internal or ad-hoc, where that is known
    record Issuer(CredentialName name, Optional<Instant> notAfter, Optional<String> kind) {}

    static OneCredential of(Details.OfCredential it) {
        Entry entry = Dossier.parse(it.document());
        return new OneCredential(
                it.summary(),
                Fields.of(entry.credential()),
                entry.facts().values(),
                it.attributes(),
                it.chain().stream().map(OneCredential::issuer).toList(),
                it.sameKey(),
                it.version());
    }

    private static Issuer issuer(Details.Issuer it) {
        return new Issuer(
                new CredentialName(it.id(), "x509-certificate", it.title()),
                it.notAfter(),
                Optional.of(it.kind()).filter(kind -> !kind.isEmpty()));
    }
}
