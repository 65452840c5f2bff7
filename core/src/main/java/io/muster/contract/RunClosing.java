package io.muster.contract;

import java.util.List;
import java.util.Optional;

/// A scanner has reported everything.
///
/// @param completed beginnings of places in which everything was looked at; what was known there
///   and was not reported is gone
/// @param failure why it could not do its work; then nothing is gone
public record RunClosing(
        List<String> completed, long files, long bytes, long endpoints, Optional<String> failure) {
    public RunClosing {
        completed = List.copyOf(completed);
    }
}
