package io.muster.contract;

/// Something else, as one refers to it.
///
/// @param kind what it is: a kind of identity, a type of credential, `team`, `source`
/// @param name what people call it
public record Named(String id, String kind, String name) {}
