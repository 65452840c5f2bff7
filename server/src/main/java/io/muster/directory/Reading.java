package io.muster.directory;

import io.muster.access.Recording;
import io.muster.http.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a directory again and again, and makes what is kept what it says. When it cannot be read,
/// everything stays as it was.
public final class Reading {
    private static final Recording.Deed SYSTEM = new Recording.Deed("system", "");

    private final Outside outside;
    private final Synchronization synchronization;
    private final Duration every;
    private final InstantSource clock;
    private volatile State state;

    /// @param every how long it rests between two readings
    public Reading(
            Outside outside, Synchronization synchronization, Duration every, InstantSource clock) {
        this.outside = outside;
        this.synchronization = synchronization;
        this.every = every;
        this.clock = clock;
        this.state =
                new State(outside.address(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// How the reading of a directory goes, on the node that does it.
    ///
    /// @param tried when it was read last, well or not
    /// @param read when it was read last to the end
    /// @param trouble what hindered the last time
    public record State(
            String address,
            Optional<Instant> tried,
            Optional<Instant> read,
            Optional<String> trouble) {}

    public State state() {
        return state;
    }

    /// Reads it when it is time.
    ///
    /// @param troubles is told what hinders
    public void whenDue(Consumer<String> troubles) {
        Optional<Instant> tried = state.tried();
        if (tried.isPresent() && clock.instant().isBefore(tried.get().plus(every))) {
            return;
        }
        try {
            Synchronization.Differences _ = now(SYSTEM, Synchronization.Guard.ON);
        } catch (IOException e) {
            troubles.accept(String.valueOf(e.getMessage()));
        }
    }

    /// What reading it now would change; nothing is changed.
    public Synchronization.Differences differences() throws IOException {
        return synchronization.differences(outside.read());
    }

    /// Reads it now. Two at once take turns.
    ///
    /// @throws IOException when it cannot be read, or would keep out too many
    public synchronized Synchronization.Differences now(
            Recording.Deed by, Synchronization.Guard guard) throws IOException {
        Instant begun = clock.instant();
        try {
            Synchronization.Differences done = synchronization.apply(outside.read(), by, guard);
            state =
                    new State(
                            outside.address(),
                            Optional.of(begun),
                            Optional.of(begun),
                            Optional.empty());
            return done;
        } catch (IOException | Synchronization.TooMany e) {
            state =
                    new State(
                            outside.address(),
                            Optional.of(begun),
                            state.read(),
                            Optional.of(String.valueOf(e.getMessage())));
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        } catch (Refused e) {
            state =
                    new State(
                            outside.address(),
                            Optional.of(begun),
                            state.read(),
                            Optional.of(e.detail()));
            throw new IOException(e.detail(), e);
        }
    }
}
