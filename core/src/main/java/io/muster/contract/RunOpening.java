package io.muster.contract;

import java.util.List;

/// A scanner is about to report.
///
/// @param source under which name; made when it is new
/// @param host where the scanner runs
/// @param keyId which key its fingerprints of secrets were made with
public record RunOpening(
        String source, List<String> targets, String host, String version, String keyId) {
    public RunOpening {
        targets = List.copyOf(targets);
    }
}
