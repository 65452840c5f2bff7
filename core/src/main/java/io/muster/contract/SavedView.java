package io.muster.contract;

/// A search that people come back to.
///
/// @param q the query
/// @param sort the order, as the list takes it
/// @param shipped that it came with the product and cannot be changed
public record SavedView(String id, String name, String q, String sort, boolean shipped) {}
