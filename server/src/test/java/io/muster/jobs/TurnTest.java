package io.muster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.unit.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who does what one node at a time does.
class TurnTest {
    private final Leases leases = new LeasesInMemory();
    private Instant now = Instant.parse("2026-11-22T07:00:00Z");
    private final Turn one = new Turn(leases, "upkeep", "one", () -> now);
    private final Turn two = new Turn(leases, "upkeep", "two", () -> now);

    @Test
    void oneNodeWorksAndTheOtherWaits() {
        List<String> done = new ArrayList<>();
        for (int second = 0; second < 120; second += 5) {
            one.renew();
            two.renew();
            one.take(() -> done.add("one"));
            two.take(() -> done.add("two"));
            now = now.plusSeconds(5);
        }
        assertThat(done).hasSize(24).containsOnly("one");
    }

    @Test
    void nobodyWorksBeforeItsFirstRenewal() {
        assertThat(one.isMine()).isFalse();
    }

    @Test
    void whoEndsGivesItBackAtOnce() {
        one.renew();
        one.close();
        two.renew();

        assertThat(one.isMine()).isFalse();
        assertThat(two.isMine()).isTrue();
    }

    @Test
    void whoDiesLosesItWhenTheLeaseIsOver() {
        one.renew();
        two.renew();
        now = now.plus(Turn.LEASE);
        assertThat(one.isMine()).as("it stops by itself").isFalse();
        two.renew();
        assertThat(two.isMine()).as("not a moment too early").isFalse();
        now = now.plusMillis(1);
        two.renew();
        one.renew();

        assertThat(two.isMine()).isTrue();
        assertThat(one.isMine()).isFalse();
    }

    @Test
    void withoutADatabaseATurnEndsWithItsLease() {
        boolean[] lost = {false};
        Leases remote =
                new Leases() {
                    @Override
                    public boolean hold(String name, String holder, Instant at, Duration length) {
                        if (lost[0]) {
                            throw new Unavailable("gone");
                        }
                        return leases.hold(name, holder, at, length);
                    }

                    @Override
                    public void release(String name, String holder) {
                        throw new Unavailable("gone");
                    }
                };
        Turn turn = new Turn(remote, "upkeep", "three", () -> now);
        turn.renew();
        lost[0] = true;
        now = now.plus(Turn.LEASE).minusMillis(1);
        assertThatThrownBy(turn::renew).isInstanceOf(Unavailable.class);
        assertThat(turn.isMine()).isTrue();
        now = now.plusMillis(1);
        assertThat(turn.isMine()).isFalse();
        turn.close();
    }
}
