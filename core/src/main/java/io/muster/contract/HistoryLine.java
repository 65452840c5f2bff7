package io.muster.contract;

import java.time.Instant;
import java.util.Map;

/// Something that changed.
///
/// @param actor who or what did it: `person:anna`, `source:lan`, `policy`
/// @param change what, as a word: `seen`, `gone`, `back`, `renamed`
/// @param detail what it was and is
public record HistoryLine(
        Instant at, String actor, String request, String change, Map<String, String> detail) {}
