package io.muster.inventory;

/// A machine, as it is named beside something of its own.
///
/// @param id 32 hexadecimal digits
public record IdentityName(String id, String kind, String name) {}
