package io.muster.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.unit.Unit;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is told of work that fails.
class JobsTest {
    private final SortedMap<String, String> troubles = new TreeMap<>();
    private final Kept kept = new Kept();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Jobs jobs = new Jobs(kept, kept, () -> troubles, "host-1", () -> now);

    @Test
    void whatFailsIsToldOnceUntilItGoesWellAgain() {
        troubles.put("reports", "it fails; the log says why");
        minutes(30);
        assertThat(kept.alerts)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(AlertKind.JOB_FAILED);
                    assertThat(it.about().id()).isEqualTo("host-1/reports");
                    assertThat(it.message())
                            .isEqualTo(
                                    "'reports' of the server host-1 fails since 2026-11-22 10:00 UTC:"
                                            + " it fails; the log says why");
                });
        troubles.clear();
        minutes(1);
        troubles.put("reports", "the disk is full");
        minutes(5);
        assertThat(kept.alerts).hasSize(2);
        assertThat(kept.alerts.getFirst().id()).isNotEqualTo(kept.alerts.getLast().id());
    }

    @Test
    void whatFailsForAMomentIsNotTold() {
        for (int i = 0; i < 20; i++) {
            troubles.put("judge", "it fails");
            jobs.look();
            now = now.plusSeconds(30);
            troubles.clear();
            jobs.look();
        }
        assertThat(kept.alerts).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsToldLater() {
        troubles.put("backup", "the disk is full");
        kept.works = false;
        minutes(5);
        kept.works = true;
        minutes(1);
        assertThat(kept.alerts).hasSize(1);
    }

    private void minutes(int count) {
        for (int i = 0; i < count * 4; i++) {
            try {
                jobs.look();
            } catch (IllegalStateException _) {
                assertThat(kept.works).isFalse();
            }
            now = now.plus(Duration.ofSeconds(15));
        }
    }

    private static final class Kept implements Units, Alerts {
        final List<Alert> alerts = new ArrayList<>();
        boolean works = true;

        @Override
        public <T> T write(Work<T> work) {
            if (!works) {
                throw new IllegalStateException("not now");
            }
            return work.in(Runnable::run);
        }

        @Override
        public <T> T writeInBulk(Work<T> work) {
            return write(work);
        }

        @Override
        public boolean raise(Unit unit, Alert alert) {
            return alerts.add(alert);
        }

        @Override
        public Listing list(Viewer viewer, Question question) {
            return new Listing(List.of(), false, 0);
        }

        @Override
        public Optional<Row> find(Viewer viewer, String id) {
            return Optional.empty();
        }

        @Override
        public int acknowledge(Unit unit, String id, Actor actor, Instant now) {
            return 0;
        }

        @Override
        public int tidy(Unit unit, Instant before) {
            return 0;
        }
    }
}
