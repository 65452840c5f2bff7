package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.app.Health.State;
import io.muster.http.Json;
import io.muster.unit.Unavailable;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the server says of itself.
class HealthTest {
    private final Map<String, String> troubles = new HashMap<>();
    private final Health health =
            new Health(
                    List.of(check("roll", State.UNAVAILABLE), check("disk", State.IMPAIRED)),
                    new Metrics());

    @TempDir Path folder;

    private Health.Check check(String name, State otherwise) {
        return new Health.Check(name, otherwise, () -> Optional.ofNullable(troubles.get(name)));
    }

    @Test
    void itIsAsGoodAsTheWorstOfItsChecks() {
        assertThat(health.readiness().state()).isEqualTo(State.READY);
        troubles.put("disk", "make room");
        assertThat(health.readiness().state()).isEqualTo(State.IMPAIRED);
        troubles.put("roll", "it does not answer");
        assertThat(health.readiness().state()).isEqualTo(State.UNAVAILABLE);
        assertThat(Json.text(health.readiness()))
                .isEqualTo(
                        """
                        {"state":"unavailable","checks":[\
                        {"name":"roll","state":"unavailable","trouble":"it does not answer"},\
                        {"name":"disk","state":"impaired","trouble":"make room"}]}\
                        """);
    }

    @Test
    void aDiskThatIsNotThereIsInTrouble() {
        assertThat(new Room(folder.resolve("nowhere")).trouble()).isPresent();
    }

    @Test
    @Timeout(30)
    void aTaskThatFailsIsInTroubleUntilItSucceeds() throws Exception {
        CountDownLatch failed = new CountDownLatch(2);
        CountDownLatch well = new CountDownLatch(2);
        boolean[] lost = {true};
        Runnable work =
                () -> {
                    if (lost[0]) {
                        failed.countDown();
                        throw new Unavailable("the database does not answer");
                    }
                    well.countDown();
                };
        try (Beat beat =
                new Beat(
                        List.of(new Beat.Task("rounds", Duration.ofMillis(1), work)),
                        Log.to(OutputStream.nullOutputStream(), InstantSource.system()))) {
            assertThat(beat.trouble("rounds")).isEmpty();
            failed.await();
            assertThat(beat.trouble("rounds")).contains("the database does not answer");
            lost[0] = false;
            well.await();
            assertThat(beat.trouble("rounds")).isEmpty();
        }
    }
}
