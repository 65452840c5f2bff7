package io.muster.inventory.search;

import java.util.List;

/// How many rows have which value, field by field.
///
/// @param facets in the order in which they are shown
/// @param isEstimate whether the counts are worked out from a fair sample of the rows: exact up to
///   [Total#EXACT_MAX] rows
public record Facets(List<Facet> facets, boolean isEstimate) {
    public Facets {
        facets = List.copyOf(facets);
    }

    /// @param field as the query language names it
    /// @param values the most frequent first, at most 20
    public record Facet(String field, List<Count> values) {
        public Facet {
            values = List.copyOf(values);
        }
    }

    /// @param value as the query language writes it; `none` for no value
    public record Count(String value, long count) {}
}
