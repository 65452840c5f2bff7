package io.muster.inventory;

/// Who writes, and in which request: what history and audit are told.
///
/// @param name a person, a token's name, or `muster` itself
/// @param requestId of the request as the log knows it; of a run for what a run writes
public record Actor(String name, String requestId) {}
