package io.muster.secret;

/// The numbers of lines, counted only as far as there are hits.
final class Lines {
    private long line = 1;
    private long counted;

    /// The line of the byte at `index`, from 1. Indexes must not go back.
    long lineOf(Window window, int index) {
        long target = window.offset + index;
        for (long at = counted; at < target; at++) {
            line += window.bytes[(int) (at - window.offset)] == '\n' ? 1 : 0;
        }
        counted = Math.max(counted, target);
        return line;
    }
}
