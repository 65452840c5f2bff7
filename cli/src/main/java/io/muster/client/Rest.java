package io.muster.client;

import java.time.Duration;

/// Waits before something is tried again.
@FunctionalInterface
public interface Rest {
    void of(Duration time) throws InterruptedException;
}
