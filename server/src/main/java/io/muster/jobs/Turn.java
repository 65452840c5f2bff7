package io.muster.jobs;

import io.muster.unit.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Whether it is this node's turn to do what one node at a time does for all.
///
/// A node that renews its turn keeps it. One that ends gives it back, and one that dies has lost it
/// when the lease is over: so long nobody does that work.
public final class Turn implements AutoCloseable {
    /// To be renewed several times within it.
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Leases leases;
    private final String name;
    private final String node;
    private final InstantSource clock;
    private volatile Instant until = Instant.MIN;

    /// @param name of the work
    /// @param node tells this process from the others
    public Turn(Leases leases, String name, String node, InstantSource clock) {
        this.leases = leases;
        this.name = name;
        this.node = node;
        this.clock = clock;
    }

    /// Takes the turn when nobody else has it, or keeps it. Called every few seconds.
    ///
    /// @throws Unavailable when nobody can know; a turn that was taken lasts to the end of its
    ///   lease
    public void renew() {
        Instant now = clock.instant();
        until = leases.hold(name, node, now, LEASE) ? now.plus(LEASE) : Instant.MIN;
    }

    /// Whether it is this node's turn now.
    public boolean isMine() {
        return clock.instant().isBefore(until);
    }

    /// Does `work` when it is this node's turn.
    public void take(Runnable work) {
        if (isMine()) {
            work.run();
        }
    }

    /// Lets the others have it.
    @Override
    public void close() {
        until = Instant.MIN;
        try {
            leases.release(name, node);
        } catch (Unavailable _) {
            // The lease runs out by itself.
        }
    }
}
