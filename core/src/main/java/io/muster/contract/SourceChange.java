package io.muster.contract;

import java.util.List;
import java.util.Optional;

/// A source to be made, or what is to change about one.
public record SourceChange(
        Optional<String> id,
        Optional<String> name,
        Optional<List<String>> targets,
        Optional<String> schedule,
        Optional<Boolean> enabled) {}
