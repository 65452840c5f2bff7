package io.muster.model;

/// A rule that a credential or identity breaks.
///
/// @param rule the rule's stable id: `weak-key`
/// @param message what is wrong with this one, in a sentence
/// @param remedy what to do about it, in a sentence
public record Finding(String rule, Severity severity, String message, String remedy) {}
