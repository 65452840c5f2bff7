package io.muster.inventory.findings;

/// Open findings by severity.
public record FindingCounts(long critical, long high, long medium, long low) {}
