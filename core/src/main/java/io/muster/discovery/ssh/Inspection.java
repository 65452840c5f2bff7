package io.muster.discovery.ssh;

import io.muster.discovery.ssh.Session.Cause;
import io.muster.discovery.ssh.Session.Outcome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks one server for its host keys: a connection for each type, one after another. The first one
/// shows which there are and already brings a key.
///
/// @param pause between two connections, and a multiple of it where the server is busy
record Inspection(Session session, InetSocketAddress address, Duration pause) {
    private static final int TRIES = 3;

    /// What was found.
    ///
    /// @param first the first connection that went well, or the last one that did not
    /// @param keys every host key shown
    /// @param failures why keys that the server offers were not shown, in words
    record Result(Outcome first, List<Session.ShownKey> keys, List<String> failures) {}

    Result look() throws InterruptedException {
        Outcome first =
                patiently(proposal ->
                        KeyType.offered(proposal.hostKeyAlgorithms()).stream().findFirst());
        List<Session.ShownKey> keys = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        if (first instanceof Outcome.Met met) {
            met.key().ifPresent(keys::add);
            List<KeyType> types = KeyType.offered(met.proposal().hostKeyAlgorithms());
            for (KeyType type : types.subList(Math.min(1, types.size()), types.size())) {
                Thread.sleep(pause);
                switch (patiently(_ -> Optional.of(type))) {
                    case Outcome.Met again -> again.key().ifPresent(keys::add);
                    case Outcome.Failed(Cause _, String reason) ->
                            failures.add("its " + type.name() + " key was not shown: " + reason);
                }
            }
        }
        return new Result(first, keys, failures);
    }

    private Outcome patiently(Function<Proposal, Optional<KeyType>> choice)
            throws InterruptedException {
        Outcome outcome = session.ask(address, choice);
        for (int i = 1; i < TRIES && busy(outcome); i++) {
            Thread.sleep(pause.multipliedBy(1L << i));
            outcome = session.ask(address, choice);
        }
        return outcome;
    }

    private static boolean busy(Outcome outcome) {
        return outcome instanceof Outcome.Failed(Cause cause, String _) && cause == Cause.BUSY;
    }
}
