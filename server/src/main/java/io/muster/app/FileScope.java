package io.muster.app;

import io.muster.api.TargetScope;
import io.muster.http.Problem;
import io.muster.model.Malformed;
import java.util.List;

/// What the configuration allows to look at.
record FileScope(Engine engine, String file) implements TargetScope {
    @Override
    public void check(List<String> targets) {
        try {
            Engine.check(targets);
            engine.limit(targets)
                    .ifPresent(it -> {
                        throw Problem.OUT_OF_SCOPE.because(it + " (" + file + ")");
                    });
        } catch (Malformed e) {
            throw Problem.BAD_REQUEST.because(e.reason());
        }
    }
}
