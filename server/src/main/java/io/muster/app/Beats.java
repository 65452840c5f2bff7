package io.muster.app;

import io.muster.telemetry.Tracing;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// All that this node does again and again, and what hinders any of it.
final class Beats {
    private final Log log;
    private final List<Supplier<SortedMap<String, String>>> troubles = new CopyOnWriteArrayList<>();

    private final Optional<Tracing> tracing;

    Beats(Log log, Optional<Tracing> tracing) {
        this.log = log;
        this.tracing = tracing;
    }

    /// Begins tasks, one after another, by a thread of their own. Whoever begins them ends them.
    Beat begin(List<Beat.Task> tasks) {
        Beat beat = new Beat(tasks.stream().map(this::told).toList(), log);
        troubles.add(beat::troubles);
        return beat;
    }

    private Beat.Task told(Beat.Task task) {
        return tracing.map(it ->
                        new Beat.Task(
                                task.name(), task.rest(), () -> it.job(task.name(), task.work())))
                .orElse(task);
    }

    /// Something else that may fail, and goes on.
    void watch(String name, Supplier<Optional<String>> trouble) {
        troubles.add(() -> {
            SortedMap<String, String> one = new TreeMap<>();
            trouble.get().ifPresent(it -> one.put(name, it));
            return one;
        });
    }

    /// What hinders now, by the names of the tasks.
    SortedMap<String, String> troubles() {
        SortedMap<String, String> all = new TreeMap<>();
        troubles.forEach(it -> all.putAll(it.get()));
        return all;
    }
}
