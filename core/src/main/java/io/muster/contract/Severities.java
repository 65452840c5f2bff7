package io.muster.contract;

/// How many open findings of each severity.
public record Severities(long critical, long high, long medium, long low) {}
