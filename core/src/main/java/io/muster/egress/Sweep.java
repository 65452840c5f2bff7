package io.muster.egress;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Visits the endpoints of targets, many at once, each on a virtual thread of its own.
public final class Sweep {
    /// Endpoints under way: most of them wait for an answer, which costs a socket and a small
    /// stack.
    private static final int ENDPOINTS_MAX = 1024;

    private final NetworkTargets targets;
    private final ToIntFunction<String> defaultPort;

    /// @param defaultPort the port of a scheme, for targets that name none
    public Sweep(NetworkTargets targets, ToIntFunction<String> defaultPort) {
        this.targets = targets;
        this.defaultPort = defaultPort;
    }

    /// Returns when every endpoint was visited; after an interrupt as soon as the visits under way
    /// have noticed theirs.
    ///
    /// A visit that fails unexpectedly does not keep the others from being made; its exception is
    /// thrown at the end.
    public void each(NetworkTargets.Visitor visitor) throws InterruptedException {
        AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
        Semaphore open = new Semaphore(ENDPOINTS_MAX);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                targets.each(
                        defaultPort,
                        endpoint -> {
                            open.acquire();
                            threads.execute(() -> {
                                visit(visitor, endpoint, fault);
                                open.release();
                            });
                        });
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("the sweep was interrupted");
        }
        RuntimeException first = fault.get();
        if (first != null) {
            throw first;
        }
    }

    private static void visit(
            NetworkTargets.Visitor visitor,
            Endpoint endpoint,
            AtomicReference<@Nullable RuntimeException> fault) {
        try {
            visitor.visit(endpoint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fault.compareAndSet(null, e);
        }
    }
}
