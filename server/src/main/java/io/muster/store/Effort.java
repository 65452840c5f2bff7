package io.muster.store;

/// How far each way of finding a page is gone before another is tried. Steps are those of the
/// embedded database's machine.
///
/// @param few so many rows are fetched, checked and sorted at once: about twenty milliseconds
/// @param blink steps in order when each row must be read: a few thousand rows
/// @param moment steps in order when they need not be read, or when checking one costs much more
///   than reading it
/// @param counting steps for a total: ten thousand rows
record Effort(int few, int blink, int moment, int counting) {
    static final Effort USUAL = new Effort(5_000, 60_000, 250_000, 900_000);
}
