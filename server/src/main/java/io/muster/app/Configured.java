package io.muster.app;

import io.muster.catalog.Bounds;
import io.muster.config.Estate;
import io.muster.config.ScopeSettings;
import io.muster.config.SourceSetting;
import io.muster.jobs.Schedule;
import io.muster.model.Malformed;

/// What the configuration says of the estate, in the words of those who act on it.
final class Configured {
    private Configured() {}

    /// Finds out whether all of it can be acted on.
    ///
    /// @throws Malformed naming the first that cannot
    static void check(Estate estate) throws Malformed {
        Bounds _ = bounds(estate.scope());
        for (SourceSetting source : estate.sources()) {
            Schedule _ = FileSources.schedule(source);
            try {
                Engine.check(source.targets());
            } catch (Malformed e) {
                throw new Malformed("source '%s': %s".formatted(source.id(), e.reason()), e);
            }
        }
    }

    /// @throws Malformed naming a limit that means nothing
    static Bounds bounds(ScopeSettings scope) throws Malformed {
        return Bounds.of(
                new Bounds.Limits(scope.paths(), scope.hosts(), scope.git(), scope.exclude()));
    }
}
