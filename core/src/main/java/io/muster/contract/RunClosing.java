package io.muster.contract;

import java.util.List;

/// A scanner has reported everything.
///
/// @param completed beginnings of places in which everything was looked at; what was known there
///   and was not reported is gone
/// @param unreadable what could not be read; what was known there stays
public record RunClosing(
        List<String> completed, List<Unread> unreadable, long files, long bytes, long endpoints) {
    public RunClosing {
        completed = List.copyOf(completed);
        unreadable = List.copyOf(unreadable);
    }

    /// A place and why it could not be read.
    public record Unread(String place, String reason) {}
}
