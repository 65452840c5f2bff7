package io.muster.scan;

import io.muster.discovery.Meter;
import io.muster.discovery.Observation;
import io.muster.discovery.Outside;
import io.muster.discovery.Source;
import io.muster.model.Facts;
import io.muster.model.Place;
import io.muster.model.Sighting;
import io.muster.roll.Roll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// The first half of a run: every target is looked at, and what is seen goes to the roll.
///
/// @param outside the world, with the meter that the whole run shares
/// @param roll takes what is seen
public record Scan(Outside outside, Roll roll) {
    private static final int NETWORK_TARGETS_AT_ONCE = 64;

    /// Looks at all `targets`; returns those that could not be scanned at all.
    ///
    /// A target is lost when something about it was unreadable, and nothing in it was ever read.
    ///
    /// @throws InterruptedException when interrupted; all sources have stopped then
    public List<String> look(List<Target> targets) throws InterruptedException {
        Semaphore disk = new Semaphore(1);
        Semaphore network = new Semaphore(NETWORK_TARGETS_AT_ONCE);
        List<String> lost = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Boolean> done = new ExecutorCompletionService<>(executor);
            List<Tally> tallies = new ArrayList<>();
            for (Target target : targets) {
                Tally tally = new Tally(target);
                tallies.add(tally);
                Semaphore lane =
                        switch (target.lane()) {
                            case DISK -> disk;
                            case NETWORK -> network;
                        };
                done.submit(() -> inLane(lane, tally));
            }
            try {
                for (int i = 0; i < targets.size(); i++) {
                    finish(done);
                }
            } catch (InterruptedException e) {
                executor.shutdownNow();
                throw e;
            }
            tallies.stream().filter(Tally::lost).map(it -> it.target.text()).forEach(lost::add);
        }
        return lost;
    }

    private static void finish(CompletionService<Boolean> done) throws InterruptedException {
        try {
            var _ = done.take().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a source broke its promise never to throw", e.getCause());
        }
    }

    private boolean inLane(Semaphore lane, Tally tally) throws InterruptedException {
        lane.acquire();
        try {
            for (Source source : tally.target.sources()) {
                look(source, tally);
            }
            return true;
        } finally {
            lane.release();
        }
    }

    /// A source that fails as a whole is our fault or the world's; either way the others go on.
    private void look(Source source, Tally tally) throws InterruptedException {
        try {
            source.observe(tally.here, tally);
        } catch (RuntimeException e) {
            tally.accept(
                    new Observation.Unreadable(
                            new Place(source.name() + "://" + printable(tally.target.text())),
                            "the source failed with " + e + "; please report this"));
        }
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 4000 ? clean.substring(0, 4000) : clean;
    }

    /// What one target has given so far. Adds the target's labels to what is seen.
    private final class Tally implements Consumer<Observation> {
        private final Target target;
        private final Meter meter;
        private final Outside here;
        private final LongAdder seen = new LongAdder();
        private final LongAdder unreadable = new LongAdder();

        private Tally(Target target) {
            this.target = target;
            this.meter = outside.meter().child();
            this.here =
                    new Outside(
                            outside.host(),
                            outside.clock(),
                            outside.content(),
                            outside.egress(),
                            meter);
        }

        @Override
        public void accept(Observation observation) {
            switch (observation) {
                case Observation.Unreadable _ -> unreadable.increment();
                case Observation.Covered _ -> {}
                default -> seen.increment();
            }
            roll.accept(labelled(observation));
        }

        private Observation labelled(Observation observation) {
            if (target.labels().equals(Facts.NONE)) {
                return observation;
            }
            return switch (observation) {
                case Observation.Sighted it ->
                        new Observation.Sighted(
                                it.credential(), labelled(it.sighting()), it.anchors());
                case Observation.Registered it ->
                        new Observation.Registered(it.anchor(), labelled(it.sighting()));
                case Observation.Granted it -> it;
                case Observation.Referenced it -> it;
                case Observation.RevocationList it -> it;
                case Observation.Covered it -> it;
                case Observation.Unreadable it -> it;
            };
        }

        private Sighting labelled(Sighting it) {
            return new Sighting(
                    it.subject(),
                    it.place(),
                    it.role(),
                    it.source(),
                    it.at(),
                    it.facts().with(target.labels()));
        }

        private boolean lost() {
            return unreadable.sum() > 0 && seen.sum() == 0 && meter.files() == 0;
        }
    }
}
