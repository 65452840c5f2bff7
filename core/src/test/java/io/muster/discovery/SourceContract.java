package io.muster.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What every source promises. The test of a source implements this and gets these tests.
public interface SourceContract {

    /// A source pointed at at least one thing that can be read and one that cannot.
    Source source() throws Exception;

    /// The world of that source.
    Outside outside() throws Exception;

    /// A source of the same kind with nothing set but where it looks.
    Source defaults() throws Exception;

    /// The settings of [#defaults] by name, but for where it looks, as text. A default that changes
    /// changes what people see, so it is changed here too, on purpose.
    Map<String, String> pinnedDefaults();

    @Test
    default void seesTheSameTwice() throws Exception {
        Source source = source();
        assertThat(said(source, outside())).isNotEmpty().hasSameElementsAs(said(source, outside()));
    }

    @Test
    default void reportsWhatItCannotRead() throws Exception {
        assertThat(observe(source(), outside()))
                .hasAtLeastOneElementOfType(Observation.Unreadable.class);
    }

    @Test
    default void stopsWhenInterrupted() throws Exception {
        Source source = source();
        Outside outside = outside();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> observe(source, outside))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    default void leavesNoThreadBehind() throws Exception {
        String name = defaults().name();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        observe(source(), outside());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().startsWith(name)) {
                assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
            }
        }
    }

    @Test
    default void itsSettingsAreARecordWithPinnedDefaults() throws Exception {
        Source source = defaults();
        assertThat(source.getClass().isRecord()).isTrue();
        Map<String, String> settings = new TreeMap<String, String>();
        for (var component : source.getClass().getRecordComponents()) {
            settings.put(
                    component.getName(), String.valueOf(component.getAccessor().invoke(source)));
        }
        assertThat(settings).containsAllEntriesOf(pinnedDefaults());
    }

    /// Everything that `source` says of what is there, in no order; where it looked is left out.
    static List<Observation> observe(Source source, Outside outside) throws InterruptedException {
        Queue<Observation> said = new ConcurrentLinkedQueue<>();
        source.observe(
                outside,
                it -> {
                    if (!(it instanceof Observation.Covered)) {
                        said.add(it);
                    }
                });
        return List.copyOf(said);
    }

    /// The same without the time, which differs between two runs.
    private static List<String> said(Source source, Outside outside) throws InterruptedException {
        return observe(source, outside).stream()
                .map(SourceContract::withoutTime)
                .collect(Collectors.toList());
    }

    private static String withoutTime(Observation observation) {
        return switch (observation) {
            case Observation.Sighted it ->
                    it.credential().id() + " " + it.sighting().place() + it.sighting().facts();
            case Observation.Registered it -> it.anchor() + " " + it.sighting().place();
            case Observation.Granted it -> it.toString();
            case Observation.Referenced it -> it.toString();
            case Observation.RevocationList it -> it.place() + " " + it.der().toHex();
            case Observation.Covered it -> it.toString();
            case Observation.Unreadable it -> it.toString();
        };
    }
}
