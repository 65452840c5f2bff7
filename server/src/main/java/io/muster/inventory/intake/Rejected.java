package io.muster.inventory.intake;

/// What was sent and is not taken in.
///
/// @param what the line's number, or the beginning of what it says it is; never a secret
/// @param reason for whoever sent it
public record Rejected(String what, String reason) {}
