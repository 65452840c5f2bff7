package io.muster.inventory;

/// Open findings by severity.
public record FindingCounts(long critical, long high, long medium, long low) {}
