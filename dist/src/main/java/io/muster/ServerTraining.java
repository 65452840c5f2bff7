package io.muster;

import io.muster.app.Rehearsal;
import java.io.IOException;
import java.nio.file.Path;

/// Starts a server once and asks it what people ask often, as [Training] does with the other
/// commands. A cache of its own: the larger one is, the longer each start takes to open it.
public final class ServerTraining {
    private ServerTraining() {}

    /// @param arguments the folder where the training may write
    public static void main(String... arguments) throws IOException, InterruptedException {
        Rehearsal.in(Path.of(arguments[0]));
    }
}
