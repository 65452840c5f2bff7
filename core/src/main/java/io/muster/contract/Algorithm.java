package io.muster.contract;

/// The algorithm of a key.
///
/// @param bits 0 when its name says it all
/// @param strength broken, weak, quantum-vulnerable, hybrid or quantum-safe
public record Algorithm(String name, int bits, String strength) {}
