package io.muster.x509.path;

/// What one validation may cost. The defaults are far above what honest chains need: a handful of
/// signatures, a few dozen names.
///
/// @param intermediates certificates between the end entity and the anchor, self-issued ones not
///   counted
/// @param signatures signature verifications
/// @param steps issuers considered while looking for a path
/// @param paths complete paths that are checked
/// @param nameComparisons names times constraints
public record Limits(int intermediates, int signatures, int steps, int paths, int nameComparisons) {
    public static final Limits DEFAULT = new Limits(16, 100, 2000, 40, 250_000);

    public Limits withIntermediates(int most) {
        return new Limits(most, signatures, steps, paths, nameComparisons);
    }
}
