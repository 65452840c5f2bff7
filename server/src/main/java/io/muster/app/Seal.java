package io.muster.app;

import io.muster.audit.Sealing;
import io.muster.config.PrivateFile;
import io.muster.merkle.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Signs what was decided, and keeps the newest checkpoint outside the database too: whoever cuts
/// off its end, checkpoints and all, has not cut off the file.
final class Seal implements Runnable {
    private final Sealing sealing;
    private final PrivateFile outside;

    /// Signed, and not yet in the file. Nothing is put there when the server starts: what the file
    /// says may be all that is left of a log that was cut.
    private Optional<SignedNote> unkept = Optional.empty();

    Seal(Sealing sealing, PrivateFile outside) {
        this.sealing = sealing;
        this.outside = outside;
    }

    @Override
    public synchronized void run() {
        Optional<SignedNote> before = unkept;
        unkept = sealing.seal().or(() -> before);
        if (unkept.isPresent()) {
            try {
                outside.write(unkept.get().toString());
            } catch (IOException e) {
                throw new UncheckedIOException("the checkpoint cannot be kept", e);
            }
            unkept = Optional.empty();
        }
    }
}
