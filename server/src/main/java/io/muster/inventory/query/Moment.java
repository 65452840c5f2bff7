package io.muster.inventory.query;

import java.time.Duration;
import java.time.Instant;

/// A time as people give it.
public sealed interface Moment {

    /// Some time from now: ahead for what will be (`expires`), ago for what was (`seen`).
    record Span(Duration length, String text) implements Moment {}

    /// A day, a month, a year or an instant of the calendar, in UTC.
    ///
    /// @param from its first instant
    /// @param until the first instant after it
    record Day(Instant from, Instant until, String text) implements Moment {}

    /// Never: `expires:none`.
    record Never() implements Moment {}
}
