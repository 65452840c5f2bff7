package io.muster.config;

import io.muster.model.Malformed;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A source that the configuration names: something that the server looks at again and again.
///
/// @param targets as `muster scan` takes them, at least one
/// @param schedule as the server reads it; `manual` when none is written
/// @param expectedEvery how long it may be silent; empty: it follows from the schedule
/// @param labels facts of the targets, by name
public record SourceSetting(
        String id,
        String name,
        List<String> targets,
        String schedule,
        Optional<Duration> expectedEvery,
        boolean enabled,
        SortedMap<String, String> labels) {

    public SourceSetting {
        targets = List.copyOf(targets);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    static SourceSetting of(Item item) throws Malformed {
        String id = item.text("id");
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
            throw item.wrong("id", "is 1 to 100 small letters, digits, dots and hyphens");
        }
        SourceSetting source =
                new SourceSetting(
                        id,
                        item.some("name").orElse(id),
                        item.texts("targets"),
                        item.some("schedule").orElse("manual"),
                        item.time("expectedEvery"),
                        item.yes("enabled", true),
                        item.map("labels"));
        // A misspelt member is told before the one that is missing because of it.
        item.end();
        if (source.targets().isEmpty()) {
            throw item.wrong("targets", "is missing");
        }
        if (source.name().length() > 200) {
            throw item.wrong("name", "has at most 200 characters");
        }
        return source;
    }
}
