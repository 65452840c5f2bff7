package io.muster.inventory;

/// The team that answers for an identity.
///
/// @param by who said so
public record Owner(String id, String name, SaidBy by) {}
