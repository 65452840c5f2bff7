package io.muster.contract;

import java.util.Optional;

/// A scanner is about to report.
///
/// @param source under which name; made when it is new
/// @param keyId which key its fingerprints of secrets were made with, when it has any
public record RunOpening(String source, Optional<String> keyId) {}
