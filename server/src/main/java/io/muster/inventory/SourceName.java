package io.muster.inventory;

/// A source, as a line of a list names it.
public record SourceName(String id, String name) {}
