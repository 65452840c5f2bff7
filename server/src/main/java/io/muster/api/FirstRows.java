package io.muster.api;

import io.muster.compliance.Evidence;
import io.muster.inventory.Viewer;
import io.muster.inventory.findings.FindingSummary;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.PageRequest;
import io.muster.inventory.search.Search;
import java.util.List;
import java.util.Optional;

/// The first rows behind a piece of evidence, as the viewer sees them now.
record FirstRows(Search search, Viewer viewer) {
    private static final int ROWS = 10;

    /// @param kind what it leads to: credential, identity, source, or nothing of its own
    /// @param id of that
    /// @param says what is wrong with it, or where it is
    record Line(String kind, Optional<String> id, String title, Optional<String> says) {}

    List<Line> of(Evidence.Asked asked) {
        try {
            Query query = Query.parse(asked.list(), asked.q());
            PageRequest page = PageRequest.first(ROWS);
            return switch (asked.list()) {
                case CREDENTIALS ->
                        search.credentials(viewer, query, page).items().stream()
                                .map(it ->
                                        new Line(
                                                "credential",
                                                Optional.of(it.id()),
                                                it.title(),
                                                it.place()))
                                .toList();
                case IDENTITIES ->
                        search.identities(viewer, query, page).items().stream()
                                .map(it ->
                                        new Line(
                                                "identity",
                                                Optional.of(it.id()),
                                                it.name(),
                                                Optional.of(it.kind())))
                                .toList();
                case SIGHTINGS ->
                        search.sightings(viewer, query, page).items().stream()
                                .map(it ->
                                        new Line(
                                                "credential",
                                                Optional.of(it.credential().id()),
                                                it.credential().title(),
                                                Optional.of(it.place())))
                                .toList();
                case FINDINGS ->
                        search.findings(viewer, query, page).items().stream()
                                .map(FirstRows::line)
                                .toList();
            };
        } catch (QueryRefused _) {
            // Too much would have to be read; the query can still be followed.
            return List.of();
        }
    }

    private static Line line(FindingSummary it) {
        Optional<String> says = Optional.of(it.message());
        if (it.credential().isPresent()) {
            return new Line(
                    "credential",
                    it.credential().map(one -> one.id()),
                    it.credential().get().title(),
                    says);
        }
        if (it.identity().isPresent()) {
            return new Line(
                    "identity",
                    it.identity().map(one -> one.id()),
                    it.identity().get().name(),
                    says);
        }
        return new Line(
                "source",
                it.source().map(one -> one.id()),
                it.source().map(one -> one.name()).orElse(it.rule()),
                says);
    }
}
