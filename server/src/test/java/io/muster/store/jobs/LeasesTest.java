package io.muster.store.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.jobs.Leases;
import io.muster.jobs.LeasesInMemory;
import io.muster.store.Database;
import io.muster.store.DatabaseKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every kind of [Leases] promises.
class LeasesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void oneHolderAtATime(DatabaseKind kind) {
        try (Database database = kind.roll(folder)) {
            promises(new JdbcLeases(database));
        }
    }

    @Test
    void theOnesInMemoryKeepThePromisesToo() {
        promises(new LeasesInMemory());
    }

    @ParameterizedTest
    @EnumSource
    void ofManyNodesOneGetsIt(DatabaseKind kind) throws Exception {
        try (Database database = kind.roll(folder)) {
            Leases leases = new JdbcLeases(database);
            List<Callable<Boolean>> nodes = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String node = "node-" + i;
                nodes.add(() -> leases.hold("lan", node, NOW, MINUTE));
            }
            int winners = 0;
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> it : executor.invokeAll(nodes)) {
                    winners += it.get() ? 1 : 0;
                }
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    private static void promises(Leases leases) {
        assertThat(leases.hold("lan", "a", NOW, MINUTE)).isTrue();
        assertThat(leases.hold("lan", "b", NOW, MINUTE)).isFalse();
        assertThat(leases.hold("dmz", "b", NOW, MINUTE)).isTrue();
        Instant later = NOW.plusSeconds(50);
        assertThat(leases.hold("lan", "a", later, MINUTE)).as("it is kept by its holder").isTrue();
        assertThat(leases.hold("lan", "b", NOW.plusSeconds(70), MINUTE)).isFalse();
        assertThat(leases.hold("lan", "b", NOW.plusSeconds(111), MINUTE)).as("a died").isTrue();
        leases.release("lan", "a");
        assertThat(leases.hold("lan", "a", NOW.plusSeconds(112), MINUTE))
                .as("nobody gives back what is another's")
                .isFalse();
        leases.release("lan", "b");
        assertThat(leases.hold("lan", "a", NOW.plusSeconds(113), MINUTE)).isTrue();
    }
}
