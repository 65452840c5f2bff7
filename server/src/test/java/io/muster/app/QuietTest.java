package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuietTest {
    private long now;
    private long used;
    private int done;
    private final Quiet quiet = new Quiet(() -> now, () -> used, () -> done++);

    @Test
    void aStartIsNotMuchWork() {
        halfAMinute(2);
        halfAMinute(0);
        halfAMinute(0);
        assertThat(done).isZero();
    }

    @Test
    void afterMuchWorkItIsDoneOnce() {
        halfAMinute(50);
        assertThat(done).as("while there is work").isZero();
        halfAMinute(1);
        halfAMinute(1);
        assertThat(done).isEqualTo(1);
    }

    @Test
    void afterMuchWorkAgainItIsDoneAgain() {
        halfAMinute(50);
        halfAMinute(0);
        halfAMinute(20);
        halfAMinute(0);
        assertThat(done).isEqualTo(2);
    }

    private void halfAMinute(int seconds) {
        now += 30_000_000_000L;
        used += seconds * 1_000_000_000L;
        quiet.run();
    }
}
