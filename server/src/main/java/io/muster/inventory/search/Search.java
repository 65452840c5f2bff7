package io.muster.inventory.search;

import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.query.Vocabulary;
import java.util.function.Consumer;

/// Lists of what is known. Everything is asked with a [Query]; the credentials of one identity are
/// those of the query `identity:ID`.
///
/// Each method throws [QueryRefused] when the sort or the cursor is not of this list, or when the
/// question cannot be answered in reasonable time: its reason says what to add.
public interface Search {

    Page<CredentialSummary> credentials(Viewer viewer, Query query, PageRequest page)
            throws QueryRefused;

    Page<IdentitySummary> identities(Viewer viewer, Query query, PageRequest page)
            throws QueryRefused;

    Page<SightingSummary> sightings(Viewer viewer, Query query, PageRequest page)
            throws QueryRefused;

    Page<FindingSummary> findings(Viewer viewer, Query query, PageRequest page) throws QueryRefused;

    /// Every credential that `query` asks for, in the order of `sort`, one after the other; nothing
    /// is held but a page. A row that changes meanwhile may be missing or stale.
    void eachCredential(Viewer viewer, Query query, String sort, Consumer<CredentialSummary> taker)
            throws QueryRefused;

    /// How the credentials or identities that `query` asks for are spread.
    Facets facets(Viewer viewer, Query query) throws QueryRefused;

    /// What people and sources have named things, for [io.muster.inventory.query.Completion].
    Vocabulary vocabulary(Viewer viewer);
}
