package io.muster.policy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Watch;
import io.muster.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When a source has fallen silent, and what is said then.
class SilentTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:04:30Z");
    private static final Silent SILENT = new Silent();

    @Test
    void aSourceIsSilentAfterTheLastSecondThatItMayBe() {
        assertThat(SILENT.check(heard(Duration.ofDays(2)), NOW)).isEmpty();
        assertThat(SILENT.check(heard(Duration.ofDays(2).plusNanos(1)), NOW))
                .containsExactly(
                        new Verdict.Broken(
                                "has completed no run since 2026-11-20 10:04 UTC;"
                                        + " one was due within 2 days"));
    }

    @Test
    void oneThatNeverCompletedARunIsCountedOnFromTheBeginning() {
        Watch watch =
                new Watch(
                        "lan",
                        Duration.ofHours(36),
                        NOW.minus(Duration.ofDays(2)),
                        Optional.empty(),
                        Optional.of("failed: no target could be looked at"));

        assertThat(SILENT.check(watch, NOW))
                .containsExactly(
                        new Verdict.Broken(
                                "has never completed a run; one was due within 36 hours;"
                                        + " its last one failed: no target could be looked at"));
    }

    @Test
    void oneThatIsCountedOnAgainGetsItsWholeTime() {
        Watch resumed =
                new Watch(
                        "lan",
                        Duration.ofMinutes(90),
                        NOW.minus(Duration.ofMinutes(80)),
                        Optional.of(NOW.minus(Duration.ofDays(30))),
                        Optional.empty());

        assertThat(SILENT.check(resumed, NOW)).isEmpty();
        assertThat(SILENT.check(resumed, NOW.plus(Duration.ofMinutes(11))))
                .containsExactly(
                        new Verdict.Broken(
                                "has completed no run since 2026-10-23 10:04 UTC;"
                                        + " one was due within 90 minutes"));
    }

    private static Watch heard(Duration before) {
        return new Watch(
                "lan",
                Duration.ofDays(2),
                Instant.EPOCH,
                Optional.of(NOW.minus(before)),
                Optional.empty());
    }
}
