package io.muster.rounds;

import io.muster.discovery.Meter;
import io.muster.inventory.intake.Source;
import io.muster.model.Malformed;
import io.muster.roll.Roll;
import java.util.List;

/// What looks at targets: the engine of `muster scan`.
@FunctionalInterface
public interface Eyes {

    /// Looks at all targets of `source` and returns what was seen; the caller closes it.
    ///
    /// @param meter is told how far it is
    /// @throws Malformed naming the first target that points at nothing, or that may not be looked
    ///   at
    Seen look(Source source, Meter meter) throws Malformed, InterruptedException;

    /// @param lost the targets of which nothing could be seen
    record Seen(Roll roll, List<String> lost) implements AutoCloseable {
        public Seen {
            lost = List.copyOf(lost);
        }

        @Override
        public void close() {
            roll.close();
        }
    }
}
