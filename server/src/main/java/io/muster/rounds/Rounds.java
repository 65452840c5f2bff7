package io.muster.rounds;

import io.muster.discovery.Meter;
import io.muster.inventory.intake.Intake;
import io.muster.inventory.intake.Source;
import io.muster.inventory.intake.Sources;
import io.muster.jobs.Leases;
import io.muster.jobs.Schedule;
import io.muster.model.Malformed;
import io.muster.unit.Unavailable;
import io.muster.unit.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Starts what is due. Of all nodes that share an inventory one at a time looks at a source,
/// because it holds its lease; a node that dies loses it after a minute, and another one starts
/// over.
public final class Rounds implements AutoCloseable {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration RENEWAL = Duration.ofSeconds(20);

    /// A run of which nobody has heard for so long is over.
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private static final int LOOKS_AT_ONCE = 2;
    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

    private final Setting setting;
    private final Look look;
    private final RandomGenerator random;
    private final Map<String, Under> underway = new ConcurrentHashMap<>();
    private final Semaphore slots = new Semaphore(LOOKS_AT_ONCE);
    private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();

    /// Where rounds are made.
    ///
    /// @param units of the inventory
    public record Setting(
            Sources sources, Leases leases, Intake intake, Units units, InstantSource clock) {}

    /// A look that is underway on this node.
    ///
    /// @param meter how far it is
    public record Under(String source, String run, Instant since, Meter meter) {}

    public Rounds(Setting setting, Look look, RandomGenerator random) {
        this.setting = setting;
        this.look = look;
        this.random = random;
    }

    /// Starts every source that is due and free. Called again and again, about once a second.
    public void tick() {
        Instant now = setting.clock().instant();
        for (Source source : setting.sources().all()) {
            if (isDue(source, now)) {
                start(source);
            }
        }
    }

    /// Ends the runs of nodes and scanners that fell silent. Called about once a minute.
    ///
    /// @return how many
    public int sweep() {
        return setting.intake().interrupt(SILENCE);
    }

    /// Starts `source` now, whatever its schedule says.
    ///
    /// @return false when somebody is at it already, or too much else is underway
    public boolean start(Source source) {
        if (underway.containsKey(source.id()) || !slots.tryAcquire()) {
            return false;
        }
        if (!hold(source.id())) {
            slots.release();
            return false;
        }
        underway.put(
                source.id(), new Under(source.id(), "", setting.clock().instant(), new Meter()));
        looks.execute(() -> run(source));
        return true;
    }

    /// What this node is looking at.
    public Map<String, Under> underway() {
        return Map.copyOf(underway);
    }

    private boolean isDue(Source source, Instant now) {
        return source.enabled()
                && source.kind().equals("scan")
                && source.nextDue().filter(it -> !it.isAfter(now)).isPresent()
                && !underway.containsKey(source.id());
    }

    private void run(Source source) {
        Instant began = setting.clock().instant();
        Thread renewal = Thread.ofVirtual().start(() -> renew(source.id()));
        try {
            look.at(
                    source,
                    (run, meter) ->
                            underway.put(source.id(), new Under(source.id(), run, began, meter)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Written down where it could be; the next round tries again.
            LOG.log(System.Logger.Level.WARNING, "source " + source.id() + " failed", e);
        } finally {
            renewal.interrupt();
            finish(source, began);
        }
    }

    private void finish(Source source, Instant began) {
        try {
            plan(source, began);
            setting.leases().release(lease(source.id()), look.node());
        } catch (Unavailable e) {
            // The lease runs out by itself, and the source is still due.
            LOG.log(System.Logger.Level.WARNING, e.reason());
        } finally {
            underway.remove(source.id());
            slots.release();
        }
    }

    /// Plans the next look, by the schedule as it is now.
    private void plan(Source source, Instant began) {
        Optional<Source> current = setting.sources().find(source.id());
        if (current.isPresent()) {
            Optional<Instant> next = next(current.get(), began, random);
            setting.units()
                    .write(unit -> {
                        setting.sources().plan(unit, source.id(), next);
                        return next;
                    });
        }
    }

    /// When `source` is due after a look that began at `began`; empty for one that only people
    /// start.
    public static Optional<Instant> next(Source source, Instant began, RandomGenerator random) {
        try {
            Schedule schedule = Schedule.parse(source.schedule());
            return schedule.next(began).map(it -> schedule.jittered(it, random));
        } catch (Malformed e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "source " + source.id() + " is not planned: " + e.reason());
            return Optional.empty();
        }
    }

    private void renew(String source) {
        try {
            while (true) {
                Thread.sleep(RENEWAL);
                hold(source);
            }
        } catch (InterruptedException _) {
            // The look is over.
        }
    }

    private boolean hold(String source) {
        try {
            return setting.leases()
                    .hold(lease(source), look.node(), setting.clock().instant(), LEASE);
        } catch (Unavailable e) {
            LOG.log(System.Logger.Level.WARNING, e.reason());
            return false;
        }
    }

    private static String lease(String source) {
        return "source:" + source;
    }

    /// Stops all looks and waits for them to say so.
    @Override
    public void close() {
        looks.shutdownNow();
        try {
            if (!looks.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a look did not stop in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
