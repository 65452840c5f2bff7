package io.muster.discovery.files;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// Until when one file may be read.
record Deadline(InstantSource clock, long endMillis, Duration limit) {

    static Deadline after(Duration limit, InstantSource clock) {
        return new Deadline(clock, clock.millis() + limit.toMillis(), limit);
    }

    /// @throws LimitReached when it is over
    void check() throws IOException {
        if (clock.millis() > endMillis) {
            throw new LimitReached(
                    "reading it takes more than "
                            + limit.toSeconds()
                            + " seconds; the rest was not looked at");
        }
    }
}
