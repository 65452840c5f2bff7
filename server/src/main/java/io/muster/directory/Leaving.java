package io.muster.directory;

import io.muster.unit.Unit;

/// Wants to know who leaves, with the unit in which it is kept: what must not be missed after a
/// crash is written there. Whoever can wait follows [People#departures] instead.
@FunctionalInterface
public interface Leaving {

    void left(Unit unit, Departure departure);
}
