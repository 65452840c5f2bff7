package io.muster.scan;

import io.muster.model.Place;

/// A place that could not be read, and why, in words for a person.
public record Unreadable(Place place, String reason) {}
