package io.muster.discovery.content;

import io.muster.discovery.Observation;
import io.muster.model.Place;

/// For Jazzer (`--target_class=io.muster.discovery.content.FuzzRecogniser`): arbitrary bytes never
/// give an exception, nor a reason that only a fault of ours gives.
public class FuzzRecogniser {
    private static final Recogniser RECOGNISER = Recognised.recogniser(Settings.withoutSecrets());

    /// What Jazzer calls.
    public static void fuzzerTestOneInput(byte[] content) {
        Recognised.read(RECOGNISER, new Place("file://h/fuzz"), content, FuzzRecogniser::check);
    }

    private static void check(Observation observation) {
        if (observation instanceof Observation.Unreadable unreadable
                && unreadable.reason().startsWith("it could not be read (")) {
            throw new AssertionError(unreadable.reason());
        }
    }
}
