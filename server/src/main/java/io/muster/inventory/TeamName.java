package io.muster.inventory;

/// A team, as it is named beside what it owns.
public record TeamName(String id, String name) {}
